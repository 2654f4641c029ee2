import JSZip from 'jszip';
import { callRest, type Own } from './callRest.ts';
import { COMPONENT_KINDS } from './componentKinds.ts';

/** A component; `xml` is the inside of its root element, `body` its content file where the type has one. */
export type Item = { type: string; name: string; xml: string; body?: string };

export type DeployOptions = { checkOnly?: boolean; rollbackOnError?: boolean; version?: string };

export type Deployed = {
  status: string;
  /** `Type/Name: problem` */
  failures: string[];
  /** Where problems with a position are: `line:column`. */
  places: string[];
  /** The deploy as REST gave it. */
  result: Record<string, unknown>;
  made: ReadonlyArray<Pick<Item, 'type' | 'name'>>;
};

type Message = {
  componentType: string;
  fullName: string;
  problem?: string;
  lineNumber?: number;
  columnNumber?: number;
};

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const METADATA = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

export const manifest = (names: ReadonlyArray<Pick<Item, 'type' | 'name'>>, version: string): string =>
  `${HEAD}<Package ${METADATA}>${names
    .map(({ type, name }) => `<types><members>${name}</members><name>${type}</name></types>`)
    .join('')}<version>${version}</version></Package>`;

const zipOf = async (items: readonly Item[], version: string): Promise<Blob> => {
  const zip = new JSZip();
  zip.file('package.xml', manifest(items, version));
  for (const { type, name, xml, body } of items) {
    const { folder, suffix, metaFile } = COMPONENT_KINDS[type] ?? { folder: type, suffix: type };
    const path = `${folder}/${name}.${suffix}`;
    zip.file(metaFile ? `${path}-meta.xml` : path, `${HEAD}<${type} ${METADATA}>${xml}</${type}>`);
    if (metaFile) zip.file(path, body ?? '');
  }
  return zip.generateAsync({ type: 'blob' });
};

const listOf = (value: unknown): Message[] =>
  Array.isArray(value) ? (value as Message[]) : value === undefined || value === null ? [] : [value as Message];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Deploys a zip over REST and waits for its end. */
export const deployZip = async (own: Own, zip: Blob, options: DeployOptions): Promise<Deployed> => {
  const { checkOnly = false, rollbackOnError = true, version = own.version } = options;
  const form = new FormData();
  const deployOptions = { checkOnly, rollbackOnError, singlePackage: true };
  form.append('json', new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' }));
  form.append('file', zip, 'deploy.zip');
  const path = `/services/data/v${version}/metadata/deployRequest`;
  const started = await callRest(own, path, { method: 'POST', body: form });
  const { id } = started.json as { id?: string };
  if (id === undefined) return { status: started.text, failures: [started.text], places: [], result: {}, made: [] };
  for (let wait = 50; ; wait = Math.min(wait * 2, 5000)) {
    const { json } = await callRest(own, `${path}/${id}?includeDetails=true`);
    const result = (json as { deployResult: Record<string, unknown> }).deployResult;
    if (result['done'] === true) {
      const details = (result['details'] ?? {}) as Record<string, unknown>;
      const failures = listOf(details['componentFailures']);
      return {
        status: String(result['status']),
        failures: failures.map((each) => `${each.componentType}/${each.fullName}: ${each.problem ?? ''}`),
        places: failures.map(({ lineNumber, columnNumber }) => `${lineNumber ?? ''}:${columnNumber ?? ''}`),
        result,
        made: listOf(details['componentSuccesses'])
          .filter(({ componentType }) => componentType in COMPONENT_KINDS)
          .map(({ componentType, fullName }) => ({ type: componentType, name: fullName })),
      };
    }
    await pause(wait);
  }
};

export const deployFiles = async (own: Own, items: readonly Item[], options: DeployOptions): Promise<Deployed> => {
  const deployed = await deployZip(own, await zipOf(items, options.version ?? own.version), options);
  return deployed.status.startsWith('Succeeded') ? deployed : { ...deployed, made: [] };
};
