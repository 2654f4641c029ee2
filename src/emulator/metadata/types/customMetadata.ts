import { componentOf, textOf } from '../../state/components.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';

const problems = ({ fullName, xml }: Incoming, { draft }: Change): MetadataProblem[] => {
  const [type = '', name = ''] = fullName.split('.');
  const object = componentOf(draft, 'CustomObject', `${type}__mdt`);
  if (!object) return [crossReference('fullName', 'CustomObject', `${type}__mdt`)];
  if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(name)) return [problemOf('INVALID_FIELD', `Invalid record name: ${name}`)];
  const fields = object.xml.children['fields'] ?? [];
  const named = (xml.children['values'] ?? []).map((node) => textOf(node, 'field') ?? '');
  return named
    .filter((field) => !fields.some((each) => textOf(each, 'fullName')?.toLowerCase() === field.toLowerCase()))
    .map((field) => crossReference('field', 'CustomField', `${type}__mdt.${field}`));
};

/** A record of a custom metadata type. */
export const customMetadata: MetadataType = {
  name: 'CustomMetadata',
  directory: 'customMetadata',
  suffix: 'md',
  idPrefix: 'm00',
  needs: ['CustomizeApplication'],
  defaults: { protected: 'false' },
  check: problems,
};
