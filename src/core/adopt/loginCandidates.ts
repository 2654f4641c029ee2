import type { OrgComponent } from '../facts.ts';
import { isDescribedAsOurs } from '../plan/ownership.ts';
import { parseMetadata, type XmlElement } from '../xml/xmlElement.ts';
import type { Adopted } from './adopted.ts';
import type { Candidate } from './candidates.ts';

type Role = 'ConsumerKeyField' | 'ConsumerSecretField' | 'UsernameField' | 'PasswordField' | 'SecurityTokenField';

/** What a field that holds a part of a login is called, in small letters and without anything between them. */
const ROLES: ReadonlyArray<[role: Role, called: RegExp, what: string]> = [
  ['ConsumerKeyField', /^(consumer|client|app)?(key|id)$/, 'consumer key'],
  ['ConsumerSecretField', /^(consumer|client|app)?secret$/, 'consumer secret'],
  ['UsernameField', /^(user|username|login|loginname)$/, 'username'],
  ['PasswordField', /^(password|pass|pwd)$/, 'password'],
  ['SecurityTokenField', /^(security)?token$/, 'security token'],
];

const textIn = ({ children }: XmlElement, name: string): string =>
  children.find((child) => child.name === name)?.text ?? '';

const wordOf = (field: string): string =>
  field
    .replace(/__c$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** The part of a login that a field holds, in words; undefined for what is no such field. */
export const loginPart = (role: string): string | undefined => ROLES.find(([each]) => each === role)?.[2];

const candidateOf = (fullName: string, fields: readonly string[]): Candidate | undefined => {
  const found = ROLES.map(([role, called, what]) => ({
    role,
    what,
    fields: fields.filter((field) => called.test(wordOf(field))),
  }));
  // A custom setting without a password is about something else.
  if (found.every(({ role, fields: each }) => role !== 'PasswordField' || each.length === 0)) return undefined;
  const named: Adopted = Object.fromEntries(
    found.flatMap(({ role, fields: [field] }) => (field ? [[role, field]] : [])),
  );
  return {
    adopted: { CustomObject: fullName, ...named },
    way: { method: 'username-password', credentialType: 'none', principalType: 'named' },
    consumerKey: undefined,
    problems: found
      .filter(({ role, fields: each }) => each.length > 1 || (each.length === 0 && role !== 'SecurityTokenField'))
      .map(
        ({ what, fields: each }) => `no one field is called ${what}${each.length === 0 ? '' : `: ${each.join(', ')}`}`,
      ),
  };
};

/** The hierarchy custom settings of `components` that hold a login, by what their fields are called, and that are not ours. */
export const loginCandidates = (components: ReadonlyMap<string, OrgComponent>): Candidate[] =>
  [...components].flatMap(([key, component]) => {
    const [type, fullName = ''] = key.split('/');
    if (type !== 'CustomObject' || isDescribedAsOurs(component)) return [];
    const root = parseMetadata(component.xml);
    if (textIn(root, 'customSettingsType') !== 'Hierarchy') return [];
    const fields = root.children.filter(({ name }) => name === 'fields').map((field) => textIn(field, 'fullName'));
    return candidateOf(fullName, fields) ?? [];
  });
