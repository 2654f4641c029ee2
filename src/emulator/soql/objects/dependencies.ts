import { wordsOf } from '../../metadata/wordsOf.ts';
import { componentsOf, type StoredComponent } from '../../state/components.ts';
import type { OrgState, Row } from '../../state/orgState.ts';
import { hasPermission } from '../../state/permissions.ts';
import { bareFields, type ObjectDefinition } from '../objectDefinition.ts';

const CODE = ['ApexClass', 'ApexTrigger', 'ApexPage'] as const;
const NAMED_BY_CODE = ['ApexClass', 'ApexPage', 'CustomObject'] as const;

const rowsOf = (from: StoredComponent, targets: readonly StoredComponent[]): Row[] => {
  const words = wordsOf(from.body ?? '');
  return targets
    .filter((target) => target !== from && words.has(target.fullName.toLowerCase()))
    .map((target) => ({
      MetadataComponentId: from.id,
      MetadataComponentName: from.fullName,
      MetadataComponentNamespace: null,
      MetadataComponentType: from.type,
      RefMetadataComponentId: target.id,
      RefMetadataComponentName: target.fullName,
      RefMetadataComponentNamespace: null,
      RefMetadataComponentType: target.type,
    }));
};

const rows = (state: OrgState): Row[] => {
  const targets = NAMED_BY_CODE.flatMap((type) => componentsOf(state, type));
  return CODE.flatMap((type) => componentsOf(state, type)).flatMap((one) => rowsOf(one, targets));
};

/** Which code names which components, by name alone; flows and Lightning components, which orgs tell of as well, are absent. */
export const metadataComponentDependency: ObjectDefinition = {
  name: 'MetadataComponentDependency',
  label: 'Metadata Component Dependency',
  keyPrefix: '03d',
  apis: ['tooling'],
  fields: bareFields(
    'MetadataComponentId:reference',
    'MetadataComponentName',
    'MetadataComponentNamespace',
    'MetadataComponentType',
    'RefMetadataComponentId:reference',
    'RefMetadataComponentName',
    'RefMetadataComponentNamespace',
    'RefMetadataComponentType',
  ),
  rows,
  visibleTo: (state, userId) => hasPermission(state, userId, 'ViewSetup'),
  neverCreateable: true,
};
