import { MERGED } from '../records/mergeRecord.ts';
import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import { objectsOf } from '../soql/objectTable.ts';
import { componentOf, textOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { fieldDescribe, type Verbs } from './fieldDescribe.ts';

/** Whose describe it is: what a user may do with an object differs. */
export type Viewer = { state: OrgState; userId: string; base: string };

const verbsOf = ({ writes }: ObjectDefinition, { state, userId }: Viewer): Verbs => {
  const may = (kind: keyof Verbs): boolean =>
    writes?.open?.(state) !== false && writes?.may?.(state, userId, kind) !== false;
  return {
    create: writes?.create === true && may('create'),
    edit: (writes?.update.length ?? 0) > 0 && may('edit'),
    delete: writes?.delete === true && may('delete'),
  };
};

/** Objects of the org's own data, which people see on pages. */
const isOrdinary = ({ writes }: ObjectDefinition): boolean => writes?.undelete === true;

const isSetting = ({ name }: ObjectDefinition, state: OrgState): boolean => {
  const component = componentOf(state, 'CustomObject', name);
  return component !== undefined && textOf(component.xml, 'customSettingsType') !== undefined;
};

const pluralOf = ({ label, plural }: ObjectDefinition): string => {
  if (plural !== undefined) return plural;
  if (/[^aeiou]y$/.test(label)) return label.replace(/y$/, 'ies');
  return /(s|x|ch)$/.test(label) ? `${label}es` : `${label}s`;
};

/** Addresses that some objects have besides. */
const MORE_URLS: Readonly<Record<string, (path: string) => Record<string, string>>> = {
  Case: (path) => ({
    caseArticleSuggestions: `${path}/suggestedArticles`,
    caseRowArticleSuggestions: `${path}/{ID}/suggestedArticles`,
  }),
  User: (path) => ({
    compactLayouts: `${path}/describe/compactLayouts`,
    layouts: `${path}/describe/layouts`,
    quickActions: `${path}/quickActions`,
    namedLayouts: `${path}/describe/namedLayouts/{LayoutName}`,
    passwordUtilities: `${path}/{ID}/password`,
  }),
};

const urlsOf = (object: ObjectDefinition, { base }: Viewer): Record<string, string> => {
  const path = `${base}/sobjects/${object.name}`;
  return {
    sobject: path,
    describe: `${path}/describe`,
    rowTemplate: `${path}/{ID}`,
    ...(isOrdinary(object) && {
      compactLayouts: `${path}/describe/compactLayouts`,
      approvalLayouts: `${path}/describe/approvalLayouts`,
      listviews: `${path}/listviews`,
      quickActions: `${path}/quickActions`,
      layouts: `${path}/describe/layouts`,
    }),
    ...MORE_URLS[object.name]?.(path),
  };
};

/** What the global describe says of an object: every member of the documented result. */
export const objectSummary = (object: ObjectDefinition, viewer: Viewer): Record<string, unknown> => {
  const verbs = verbsOf(object, viewer);
  const ordinary = isOrdinary(object);
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: verbs.create,
    custom: /__\w+$/.test(object.name),
    customSetting: isSetting(object, viewer.state),
    deepCloneable: false,
    deletable: verbs.delete,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: pluralOf(object),
    layoutable: ordinary,
    mergeable: MERGED.includes(object.name),
    mruEnabled: ordinary,
    name: object.name,
    queryable: true,
    replicateable: object.fields.some(({ name }) => name === 'SystemModstamp'),
    retrieveable: true,
    searchable: ordinary,
    triggerable: ordinary,
    undeletable: verbs.delete && ordinary,
    updateable: verbs.edit,
    urls: urlsOf(object, viewer),
  };
};

/** References to an object from others: the ways back that a subquery takes. */
const childRelationships = (object: ObjectDefinition, state: OrgState): Record<string, unknown>[] =>
  objectsOf(state).flatMap((child) =>
    child.fields.flatMap(({ name, parent }) =>
      parent?.object === object.name
        ? [
            {
              cascadeDelete: parent.cascade ?? false,
              childSObject: child.name,
              deprecatedAndHidden: false,
              field: name,
              junctionIdListNames: [],
              junctionReferenceTo: [],
              relationshipName: parent.children ?? null,
              restrictedDelete: false,
            },
          ]
        : [],
    ),
  );

/** The record type that every object with layouts has; others are not emulated. */
const MASTER = '012000000000000AAA';

const masterRecordType = ({ name }: ObjectDefinition, { base }: Viewer): Record<string, unknown> => ({
  active: true,
  available: true,
  defaultRecordTypeMapping: true,
  developerName: 'Master',
  master: true,
  name: 'Master',
  recordTypeId: MASTER,
  urls: { layout: `${base}/sobjects/${name}/describe/layouts/${MASTER}` },
});

const scopesOf = (object: ObjectDefinition): { label: string; name: string }[] => {
  const plural = pluralOf(object).toLowerCase();
  const hasOwner = object.fields.some(({ name }) => name === 'OwnerId');
  return [
    { label: `All ${plural}`, name: 'everything' },
    ...(hasOwner ? [{ label: `My ${plural}`, name: 'mine' }] : []),
  ];
};

export const objectDescribe = (object: ObjectDefinition, viewer: Viewer): Record<string, unknown> => {
  const verbs = verbsOf(object, viewer);
  const ordinary = isOrdinary(object);
  const { url } = viewer.state.org;
  return {
    ...objectSummary(object, viewer),
    actionOverrides: [],
    childRelationships: childRelationships(object, viewer.state),
    compactLayoutable: ordinary,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: object.fields.map((field) => fieldDescribe(object, field, verbs)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: ordinary ? [masterRecordType(object, viewer)] : [],
    searchLayoutable: ordinary,
    sobjectDescribeOption: 'FULL',
    supportedScopes: ordinary ? scopesOf(object) : [],
    urls: {
      ...urlsOf(object, viewer),
      ...(ordinary && {
        uiDetailTemplate: `${url}/{ID}`,
        uiEditTemplate: `${url}/{ID}/e`,
        uiNewRecord: `${url}/${object.keyPrefix ?? ''}/e`,
      }),
    },
  };
};
