import JSZip from 'jszip';
import type { ContractOrg } from './contractOrg.ts';

const between = (text: string, element: string): string =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(text)?.[1] ?? '';

/** The file of one component, as a retrieve gives it. */
export const retrieveOne = async (org: ContractOrg, type: string, name: string): Promise<string> => {
  const started = await org.soap(
    'retrieve',
    `<retrieveRequest><apiVersion>${org.version}</apiVersion><singlePackage>true</singlePackage><unpackaged>` +
      `<types><members>${name}</members><name>${type}</name></types><version>${org.version}</version></unpackaged></retrieveRequest>`,
  );
  const id = between(started.text, 'id');
  for (let wait = 100; ; wait = Math.min(wait * 2, 5000)) {
    const { text, status } = await org.soap(
      'checkRetrieveStatus',
      `<asyncProcessId>${id}</asyncProcessId><includeZip>true</includeZip>`,
    );
    if (status !== 200) return text;
    if (between(text, 'done') === 'true') {
      const zip = await JSZip.loadAsync(between(text, 'zipFile'), { base64: true });
      const file = Object.values(zip.files).find((each) => each.name.includes(name));
      return file ? file.async('text') : text;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
};
