import JSZip from 'jszip';
import { deployZip } from '../recipes/deployZip.ts';
import { API_VERSION, type ReplayOrg } from './replayOrg.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

type RecordedField = {
  name: string;
  type: string;
  label: string;
  custom: boolean;
  length?: number;
  referenceTo?: string[];
};

/** The metadata of a custom field that is described so, for the types that recordings have. */
const fieldXml = ({ name, type, label, referenceTo }: RecordedField): string | undefined => {
  const kinds: Readonly<Record<string, string>> = {
    string: '<type>Text</type><length>80</length>',
    double: '<type>Number</type><precision>18</precision><scale>2</scale>',
    boolean: '<type>Checkbox</type><defaultValue>false</defaultValue>',
    date: '<type>Date</type>',
    datetime: '<type>DateTime</type>',
    reference: `<type>Lookup</type><referenceTo>${referenceTo?.[0] ?? 'Account'}</referenceTo><relationshipName>${name.replace('__c', '')}</relationshipName>`,
  };
  const kind = kinds[type];
  return kind && `<fields><fullName>${name}</fullName><label>${label}</label>${kind}</fields>`;
};

/** Deploys, through the Metadata API, a custom object with the fields that a recorded describe has. */
export const prepareObject = async (org: ReplayOrg, recorded: unknown): Promise<void> => {
  const { name, label, fields } = recorded as { name: string; label: string; fields: RecordedField[] };
  const xml = fields
    .filter(({ custom }) => custom)
    .map(fieldXml)
    .join('');
  const zip = new JSZip();
  zip.file(
    'package.xml',
    `<?xml version="1.0"?><Package xmlns="${NAMESPACE}"><types><members>${name}</members><name>CustomObject</name></types><version>${API_VERSION}</version></Package>`,
  );
  zip.file(
    `objects/${name}.object`,
    `<?xml version="1.0"?><CustomObject xmlns="${NAMESPACE}">${xml}<deploymentStatus>Deployed</deploymentStatus><label>${label}</label>` +
      `<nameField><label>Name</label><type>Text</type></nameField><pluralLabel>${label}</pluralLabel><sharingModel>ReadWrite</sharingModel></CustomObject>`,
  );
  const { details } = await deployZip(org.emulator, await zip.generateAsync({ type: 'uint8array' }), API_VERSION, {});
  if (details.componentFailures.length > 0) throw new Error(JSON.stringify(details.componentFailures));
};
