import { componentOf, textOf, type XmlNode } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { crossReference, type MetadataProblem } from '../metadataProblem.ts';
import { findPrincipal } from './externalCredential.ts';

/** An element of a permission set that names something: the field, what it names, and whether that is there. */
type Reference = {
  element: string;
  field: string;
  type: string;
  isThere: (draft: OrgState, name: string) => boolean;
};

const stored =
  (type: string) =>
  (draft: OrgState, name: string): boolean =>
    componentOf(draft, type, name) !== undefined;

/** Standard objects and fields are taken to be there; custom ones have to be deployed. */
const objectIsThere = (draft: OrgState, name: string): boolean =>
  !/__\w+$/.test(name) || componentOf(draft, 'CustomObject', name) !== undefined;

const fieldIsThere = (draft: OrgState, name: string): boolean => {
  const [object = '', field = ''] = name.split('.');
  if (!/__\w+$/.test(field)) return objectIsThere(draft, object);
  const fields = componentOf(draft, 'CustomObject', object)?.xml.children['fields'] ?? [];
  return fields.some((each) => textOf(each, 'fullName')?.toLowerCase() === field.toLowerCase());
};

const REFERENCES: readonly Reference[] = [
  { element: 'classAccesses', field: 'apexClass', type: 'ApexClass', isThere: stored('ApexClass') },
  { element: 'pageAccesses', field: 'apexPage', type: 'ApexPage', isThere: stored('ApexPage') },
  {
    element: 'externalCredentialPrincipalAccesses',
    field: 'externalCredentialPrincipal',
    type: 'ExternalCredentialParameter',
    isThere: findPrincipal,
  },
  { element: 'objectPermissions', field: 'object', type: 'CustomObject', isThere: objectIsThere },
  { element: 'fieldPermissions', field: 'field', type: 'CustomField', isThere: fieldIsThere },
  { element: 'customPermissions', field: 'name', type: 'CustomPermission', isThere: stored('CustomPermission') },
  { element: 'customSettingAccesses', field: 'name', type: 'CustomObject', isThere: stored('CustomObject') },
  { element: 'customMetadataTypeAccesses', field: 'name', type: 'CustomObject', isThere: stored('CustomObject') },
  { element: 'flowAccesses', field: 'flow', type: 'Flow', isThere: stored('Flow') },
  { element: 'recordTypeVisibilities', field: 'recordType', type: 'RecordType', isThere: stored('RecordType') },
  {
    element: 'applicationVisibilities',
    field: 'application',
    type: 'CustomApplication',
    isThere: (draft, name) => name.startsWith('standard__') || stored('CustomApplication')(draft, name),
  },
  {
    element: 'tabSettings',
    field: 'tab',
    type: 'CustomTab',
    isThere: (draft, name) => name.startsWith('standard-') || stored('CustomTab')(draft, name),
  },
];

/** L04 for permission sets: what an entry names must be in the org or come in the same deploy. */
export const referenceProblems = (xml: XmlNode, draft: OrgState): MetadataProblem[] =>
  REFERENCES.flatMap(({ element, field, type, isThere }) =>
    (xml.children[element] ?? [])
      .map((node) => textOf(node, field) ?? '')
      .filter((name) => !isThere(draft, name))
      .map((name) => crossReference(field, type, name)),
  );
