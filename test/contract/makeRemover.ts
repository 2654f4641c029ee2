import JSZip from 'jszip';
import { callRest, type Own } from './callRest.ts';
import { COMPONENT_KINDS } from './componentKinds.ts';
import { deployZip, manifest, type Item } from './deployFiles.ts';

type Named = Pick<Item, 'type' | 'name'>;

const keyOf = ({ type, name }: Named): string => `${type}/${name}`;

/** What goes with the app that it belongs to. */
const isSatellite = ({ type }: Named): boolean => type.startsWith('ExtlClntApp');

const destroy = async (own: Own, names: readonly Named[]): Promise<void> => {
  const zip = new JSZip();
  zip.file('package.xml', manifest([], own.version));
  zip.file('destructiveChanges.xml', manifest(names, own.version));
  await deployZip(own, await zip.generateAsync({ type: 'blob' }), { rollbackOnError: false });
};

/** Names of a type in the org that begin with this run's. */
const leftOf = async (own: Own, type: string, run: string): Promise<Named[]> => {
  const inner = `<queries><type>${type}</type></queries><asOfVersion>${own.version}</asOfVersion>`;
  const { text } = await callRest(own, `/services/Soap/m/${own.version}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' },
    body:
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>' +
      `<SessionHeader xmlns="http://soap.sforce.com/2006/04/metadata"><sessionId>${own.token}</sessionId></SessionHeader>` +
      `</e:Header><e:Body><listMetadata xmlns="http://soap.sforce.com/2006/04/metadata">${inner}</listMetadata></e:Body></e:Envelope>`,
  });
  return [...text.matchAll(/<fullName>([^<]*)<\/fullName>/g)]
    .map(([, name = '']) => name)
    .filter((name) => name.startsWith(run))
    .map((name) => ({ type, name }));
};

/** Remembers what a run made, and removes it. */
export const makeRemover = (
  own: Own,
  run: string,
): {
  madeRecord: (path: string) => void;
  madeComponents: (names: readonly Named[]) => void;
  removeAll: () => Promise<string[]>;
} => {
  const records: string[] = [];
  const components = new Map<string, Named>();
  const left = async (): Promise<Named[]> => {
    const types = [...new Set([...components.values()].map(({ type }) => type))];
    return (await Promise.all(types.map((type) => leftOf(own, type, run)))).flat();
  };
  return {
    madeRecord: (path) => void records.unshift(path),
    madeComponents: (names) => {
      for (const each of names) if (each.name.startsWith(run)) components.set(keyOf(each), each);
    },
    removeAll: async () => {
      for (const path of records.splice(0)) await callRest(own, path, { method: 'DELETE' });
      for (const kind of Object.keys(COMPONENT_KINDS)) {
        const names = [...components.values()].filter((each) => each.type === kind && !isSatellite(each));
        if (names.length > 0) await destroy(own, names);
      }
      // What another kind still needed goes now: an app holds the permission set that its policy names (L52).
      for (const each of await left()) await destroy(own, [each]);
      return (await left()).map(keyOf);
    },
  };
};
