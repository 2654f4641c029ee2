import type { OrgTypes, SObjectSchema } from '../host.ts';
import type { ApexSObject, ApexType, Tx, TypeDef, Value } from '../model.ts';
import { idType, newTypeDef, platformType, typeOf } from '../types/platform.ts';
import { recordOf } from '../values/records.ts';
import { fill } from './define.ts';
import { pageReference } from './pageReference.ts';
import { ownSObjects, recordField } from './sObjects.ts';

/** A setting's record of an owner; null where there is none. */
const ownedBy = (tx: Tx, type: ApexType, owner: string): ApexSObject | null => {
  const row = tx.host.customSetting?.(type.name, owner) ?? null;
  return row && { ...recordOf(type, row), queried: false };
};

/** The org's, the profile's and the user's record in one: where the nearer one has no value, the farther one's counts. */
const merged = (tx: Tx, type: ApexType, owners: readonly string[]): ApexSObject => {
  const fields: ApexSObject['fields'] = new Map();
  for (const owner of owners) {
    const record = ownedBy(tx, type, owner);
    for (const [key, field] of record?.fields ?? []) if (field.value !== null) fields.set(key, field);
  }
  return { is: 'sobject', type, fields };
};

const ownersFor = (tx: Tx): string[] => [tx.host.org.id, tx.user.profileId, tx.user.id];

/** A hierarchy custom setting: a record type with the methods that read it by owner, for which no query counts. */
const settingDef = ({ name, fields }: SObjectSchema): TypeDef => {
  const def = newTypeDef(name, 'sobject');
  const type = typeOf(def);
  fill(def, { name, kind: 'sobject', extends: 'SObject' });
  for (const field of fields) {
    def.fields.set(field.name.toLowerCase(), recordField(def, field.name, platformType(field.type)));
  }
  const add = (method: string, parameters: readonly ApexType[], work: (tx: Tx, args: Value[]) => Value): void => {
    const key = method.toLowerCase();
    const row = {
      name: method,
      owner: def,
      isStatic: true,
      access: 'public' as const,
      modifiers: { words: ['public', 'static'], annotations: new Map<string, Map<string, string>>() },
      parameters: parameters.map((parameter, i) => ({ type: parameter, nullable: false, name: `p${i + 1}` })),
      returns: type,
      hasBody: true,
      line: 0,
      invoke: (tx: Tx, _self: Value, args: Value[]) => work(tx, args),
    };
    def.methods.set(key, [...(def.methods.get(key) ?? []), row]);
  };
  const idOf = (value: Value | undefined): string =>
    value !== null && typeof value === 'object' && value.is === 'id' ? value.text : '';
  add('getOrgDefaults', [], (tx) => merged(tx, type, [tx.host.org.id]));
  add('getInstance', [], (tx) => merged(tx, type, ownersFor(tx)));
  add('getInstance', [idType], (tx, [owner]) => merged(tx, type, [tx.host.org.id, idOf(owner)]));
  add('getValues', [idType], (tx, [owner]) => ownedBy(tx, type, idOf(owner)));
  return def;
};

/** `Page.Name` of each Visualforce page. */
const pageDef = (pages: readonly string[]): TypeDef => {
  const def = newTypeDef('Page', 'class');
  const staticFields = Object.fromEntries(
    pages.map((page) => [`PageReference ${page}`, () => pageReference(`/apex/${page}`)]),
  );
  fill(def, { name: 'Page', staticFields });
  return def;
};

/** The types that an org's components make, by name in lower case; `Page` is there even where no page is. */
export const orgTypeDefs = ({ settings, objects = [], pages }: OrgTypes): ReadonlyMap<string, TypeDef> =>
  new Map(
    [...ownSObjects(objects).values(), ...settings.map(settingDef), pageDef(pages)].map((def) => [
      def.name.toLowerCase(),
      def,
    ]),
  );
