import JSZip from 'jszip';
import type { OrgState } from '../../state/orgState.ts';
import { soapDateTime } from '../../soap/soapDateTime.ts';
import { componentFiles, pathOf } from '../componentFiles.ts';
import { fileProperties, type FileProperties } from '../fileProperties.ts';
import { orgComponent, orgComponents } from '../orgComponents.ts';
import { metadataType } from '../types/table.ts';
import type { Member } from '../deploy/manifest.ts';
import { fieldFiles } from './fieldFiles.ts';
import { packageXml } from './packageXml.ts';
import type { RetrieveRequest } from './retrieveRequest.ts';

export type Retrieved = {
  /** Base64. */
  zipFile: string;
  fileProperties: FileProperties[];
  messages: { fileName: string; problem: string }[];
};

const PACKAGE_XML = 'unpackaged/package.xml';

const packageProperties = (state: OrgState): FileProperties => {
  const at = soapDateTime(state.now());
  return {
    createdById: '',
    createdByName: '',
    createdDate: at,
    fileName: PACKAGE_XML,
    fullName: PACKAGE_XML,
    id: '',
    lastModifiedById: '',
    lastModifiedByName: '',
    lastModifiedDate: at,
    manageableState: 'unmanaged',
    type: 'Package',
  };
};

/** The org's files for a retrieve, below `unpackaged/`; a member that is not there is a message, not a failure. */
export const buildZip = async (state: OrgState, request: RetrieveRequest): Promise<Retrieved> => {
  const zip = new JSZip();
  const properties: FileProperties[] = [];
  const messages: Retrieved['messages'] = [];
  const found: { type: string; fullName: string }[] = [];
  const isField = ({ type }: Member): boolean => type === 'CustomField';
  const notFound = (typeName: string, fullName: string): void => {
    messages.push({
      fileName: PACKAGE_XML,
      problem: `Entity of type '${typeName}' named '${fullName}' cannot be found`,
    });
  };
  for (const { type: typeName, fullName } of request.members.filter((member) => !isField(member))) {
    const type = metadataType(typeName);
    if (!type) {
      const problem = `NOT_EMULATED: Metadata type ${typeName} is not emulated; docs/emulator.md lists what is.`;
      messages.push({ fileName: PACKAGE_XML, problem });
      continue;
    }
    const one = orgComponent(state, type, fullName);
    const components = fullName === '*' ? orgComponents(state, type) : one ? [one] : [];
    if (components.length === 0 && fullName !== '*') notFound(typeName, fullName);
    for (const stored of components) {
      if (found.some((other) => other.type === typeName && other.fullName === stored.fullName)) continue;
      const itsType = metadataType(typeName, stored.fullName) ?? type;
      for (const [path, text] of componentFiles(state, itsType, stored, Number(request.apiVersion))) {
        zip.file(`unpackaged/${path}`, text);
      }
      found.push({ type: typeName, fullName: stored.fullName });
      properties.push(fileProperties(state, stored, `unpackaged/${pathOf(type, stored.fullName)}`));
    }
  }
  const whole = new Set(found.filter(({ type }) => type === 'CustomObject').map(({ fullName }) => fullName));
  const parts = fieldFiles(state, request.members.filter(isField), whole, Number(request.apiVersion));
  for (const [path, text] of parts.files) zip.file(`unpackaged/${path}`, text);
  for (const { type, fullName } of parts.missing) notFound(type, fullName);
  found.push(...parts.properties.map(({ type, fullName }) => ({ type, fullName })));
  properties.push(...parts.properties);
  zip.file(PACKAGE_XML, packageXml(found, request.apiVersion));
  const zipFile = (await zip.generateAsync({ type: 'nodebuffer' })).toString('base64');
  return { zipFile, fileProperties: [...properties, packageProperties(state)], messages };
};
