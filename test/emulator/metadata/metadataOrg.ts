import JSZip from 'jszip';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { METADATA_TYPES } from '../../../src/emulator/metadata/types/table.ts';
import { childOf, childrenOf, childText } from '../../../src/emulator/soap/envelope.ts';
import { parseXml, type XmlElement } from '../../../src/emulator/soap/parseXml.ts';

export const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

export type SoapReply = { status: number; text: string; result: XmlElement; results: readonly XmlElement[] };

/** A call of the Metadata API as a client sends it; `inner` is the content of the operation's element. */
export const soap = async (
  { handle, adminToken }: Emulator,
  operation: string,
  inner: string,
  { token = adminToken, version = '66.0', header = '' } = {},
): Promise<SoapReply> => {
  const body =
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<e:Header><m:SessionHeader xmlns:m="${NAMESPACE}"><m:sessionId>${token}</m:sessionId></m:SessionHeader>${header}</e:Header>` +
    `<e:Body><${operation} xmlns="${NAMESPACE}">${inner}</${operation}></e:Body></e:Envelope>`;
  const url = `http://127.0.0.1/services/Soap/m/${version}`;
  const response = await handle(new Request(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body }));
  const text = await response.text();
  const root = parseXml(text);
  if ('problem' in root) throw new Error(`not XML: ${root.problem}\n${text}`);
  const answer = childOf(root, 'Body')?.elements[0];
  const results = childrenOf(answer, 'result');
  return { status: response.status, text, results, result: results[0] ?? answer ?? root };
};

/** A file of a component from the inside of its root element; the type follows from the folder. */
const fileText = (path: string, inner: string): string => {
  if (inner.startsWith('<?xml') || /\.(cls|trigger|page|crt|xml)$/.test(path)) return inner;
  const type = METADATA_TYPES.find(({ directory }) => path.startsWith(`${directory}/`));
  const root = type?.rootElement ?? type?.name ?? 'Unknown';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">\n${inner}\n</${root}>\n`;
};

export const manifestOf = (members: readonly (readonly [string, string])[], version = '66.0'): string =>
  `<?xml version="1.0"?><Package xmlns="${NAMESPACE}">` +
  members.map(([type, name]) => `<types><members>${name}</members><name>${type}</name></types>`).join('') +
  `<version>${version}</version></Package>`;

const membersOf = (paths: readonly string[]): [string, string][] =>
  paths.flatMap((path) => {
    const type = METADATA_TYPES.find(({ directory }) => path.startsWith(`${directory}/`));
    if (!type || path.endsWith('-meta.xml')) return [];
    return [[type.name, path.slice(type.directory.length + 1, -type.suffix.length - 1)]] as [string, string][];
  });

export const zipOf = async (files: Readonly<Record<string, string>>, version = '66.0'): Promise<string> => {
  const zip = new JSZip();
  zip.file('package.xml', files['package.xml'] ?? manifestOf(membersOf(Object.keys(files)), version));
  for (const [path, inner] of Object.entries(files)) if (path !== 'package.xml') zip.file(path, fileText(path, inner));
  return zip.generateAsync({ type: 'base64' });
};

export type Deployed = {
  id: string;
  status: string;
  result: XmlElement;
  /** `Type/FullName: problem` of each failure. */
  failures: string[];
  failed: readonly XmlElement[];
  succeeded: readonly XmlElement[];
};

export type DeployFlags = { version?: string; options?: Readonly<Record<string, boolean | string>> };

export const deployStatus = async (emulator: Emulator, id: string): Promise<Deployed> => {
  const inner = `<asyncProcessId>${id}</asyncProcessId><includeDetails>true</includeDetails>`;
  const { result } = await soap(emulator, 'checkDeployStatus', inner);
  const details = childOf(result, 'details');
  const failed = childrenOf(details, 'componentFailures');
  const failures = failed.map(
    (row) =>
      `${childText(row, 'componentType') ?? ''}/${childText(row, 'fullName') ?? ''}: ${childText(row, 'problem') ?? ''}`,
  );
  const succeeded = childrenOf(details, 'componentSuccesses');
  return { id, status: childText(result, 'status') ?? '', result, failures, failed, succeeded };
};

/** Deploys files and gives the finished report. Rolls back on errors unless told otherwise, as the CLI does. */
export const deploy = async (
  emulator: Emulator,
  files: Readonly<Record<string, string>>,
  { version = '66.0', options = {} }: DeployFlags = {},
): Promise<Deployed> => {
  const flags = Object.entries({ rollbackOnError: true, singlePackage: true, ...options });
  const inner =
    `<ZipFile>${await zipOf(files, version)}</ZipFile>` +
    `<DeployOptions>${flags.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</DeployOptions>`;
  const started = await soap(emulator, 'deploy', inner);
  if (started.status !== 200) throw new Error(childText(started.result, 'faultstring'));
  return deployStatus(emulator, childText(started.result, 'id') ?? '');
};

/** Retrieves members and gives the files by path. */
export const retrieve = async (
  emulator: Emulator,
  members: readonly (readonly [string, string])[],
  version = '66.0',
): Promise<{ files: Map<string, string>; result: XmlElement }> => {
  const types = members.map(([type, name]) => `<types><members>${name}</members><name>${type}</name></types>`).join('');
  const request = `<retrieveRequest><apiVersion>${version}</apiVersion><unpackaged>${types}<version>${version}</version></unpackaged></retrieveRequest>`;
  const started = await soap(emulator, 'retrieve', request);
  const id = childText(started.result, 'id') ?? '';
  const inner = `<asyncProcessId>${id}</asyncProcessId><includeZip>true</includeZip>`;
  const { result } = await soap(emulator, 'checkRetrieveStatus', inner);
  const zip = await JSZip.loadAsync(childText(result, 'zipFile') ?? '', { base64: true });
  const files = new Map<string, string>();
  for (const file of Object.values(zip.files)) if (!file.dir) files.set(file.name, await file.async('string'));
  return { files, result };
};

export const newOrg = (options: EmulatorOptions = {}): Emulator => createEmulator(options);
