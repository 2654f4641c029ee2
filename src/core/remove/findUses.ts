import type { MetadataName } from '../metadataName.ts';
import { parseMetadata, type XmlElement } from '../xml/xmlElement.ts';
import type { RemovalFacts, Source, Use } from './removal.ts';

export const keyOf = ({ type, fullName }: MetadataName): string => `${type}/${fullName}`;

const shown = ({ type, fullName }: MetadataName): string => `${type} ${fullName}`;

const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'/g;
const STRING = /'(?:[^'\\\n]|\\.)*'/g;

const withoutComments = ({ type, text }: Source): string =>
  type === 'ApexPage'
    ? text.replace(/<!--[\s\S]*?-->/g, ' ')
    : text.replace(COMMENT_OR_STRING, (found) => (found.startsWith("'") ? found : ' '));

/** The words of code in lower case. A string counts when it is one word, since a class can be asked for by its name. */
const wordsOf = (code: string): ReadonlySet<string> => {
  const strings = (code.match(STRING) ?? []).map((string) => string.slice(1, -1)).filter((word) => /^\w+$/.test(word));
  const words = code.replace(STRING, ' ').match(/\b[A-Za-z]\w*\b/g) ?? [];
  return new Set([...words, ...strings].map((word) => word.toLowerCase()));
};

const callsOut = (code: string, namedCredential: string): boolean =>
  new RegExp(String.raw`callout:${namedCredential}(?!\w)`, 'i').test(code);

const TYPES_IN_CODE: ReadonlySet<string> = new Set(['ApexClass', 'ApexPage', 'CustomObject']);

const usesInSource = (source: Source, gone: readonly MetadataName[]): Use[] => {
  const code = withoutComments(source);
  const words = wordsOf(code);
  const by = shown(source);
  return gone.flatMap((target): Use[] => {
    if (TYPES_IN_CODE.has(target.type)) {
      return words.has(target.fullName.toLowerCase()) ? [{ kind: 'apex', by, of: shown(target) }] : [];
    }
    const isCalled = target.type === 'NamedCredential' && callsOut(code, target.fullName);
    return isCalled ? [{ kind: 'callout', by, of: shown(target) }] : [];
  });
};

/** What a named or external credential names, by element. */
const POINTERS: Readonly<Record<string, string>> = {
  authProvider: 'AuthProvider',
  certificate: 'Certificate',
  externalAuthIdentityProvider: 'ExternalAuthIdentityProvider',
  externalCredential: 'ExternalCredential',
};

const pointersOf = ({ name, text, children }: XmlElement): MetadataName[] => [
  ...(POINTERS[name] === undefined || text === '' ? [] : [{ type: POINTERS[name], fullName: text }]),
  ...children.flatMap(pointersOf),
];

const usesInCredentials = (facts: RemovalFacts, gone: ReadonlySet<string>): Use[] =>
  [...facts.components].flatMap(([key, { xml }]) => {
    const [type = '', fullName = ''] = key.split('/');
    if (gone.has(key) || !['NamedCredential', 'ExternalCredential'].includes(type)) return [];
    return pointersOf(parseMetadata(xml))
      .filter((target) => gone.has(keyOf(target)))
      .map((target): Use => ({ kind: 'credential', by: shown({ type, fullName }), of: shown(target) }));
  });

const distinct = (uses: readonly Use[]): Use[] => [
  ...new Map(uses.map((use) => [`${use.by} → ${use.of}`, use])).values(),
];

/**
 * Who uses what is to go (`gone`), `ours` apart: other code, other components, other people, and jobs that hold a class (L57).
 * Names are found in the source, whatever they stand for there.
 */
export const findUses = (
  facts: RemovalFacts,
  name: string,
  gone: readonly MetadataName[],
  ours: ReadonlySet<string>,
): Use[] => {
  const goneKeys = new Set(gone.map(keyOf));
  const byId = new Map(facts.sources.map((source) => [source.id, source]));
  const others = facts.sources.filter((source) => !ours.has(keyOf(source)));
  const credential = { type: 'ExternalCredential', fullName: name };
  const dependencies = (facts.dependencies ?? []).flatMap(({ by, of }): Use[] => {
    const target = byId.get(of);
    return target === undefined || !goneKeys.has(keyOf(target)) || ours.has(keyOf(by))
      ? []
      : [{ kind: 'dependency', by: shown(by), of: shown(target) }];
  });
  const { holders = [], namedCredentials = [] } = goneKeys.has(keyOf(credential)) ? (facts.credentialUsers ?? {}) : {};
  const inSource = others.flatMap((source) => usesInSource(source, gone));
  const access = holders
    .filter((holder) => !ours.has(keyOf(holder)))
    .map((holder): Use => ({ kind: 'access', by: shown(holder), of: shown(credential) }));
  const named = namedCredentials
    .map((fullName) => ({ type: 'NamedCredential', fullName }))
    .filter((each) => !ours.has(keyOf(each)))
    .map((each): Use => ({ kind: 'credential', by: shown(each), of: shown(credential) }));
  const jobs = facts.jobs
    .filter(({ isPending, isProbe, className }) => isPending && !isProbe && goneKeys.has(`ApexClass/${className}`))
    .map(({ id, className, name: called }): Use => ({ kind: 'job', by: called ?? id, of: `ApexClass ${className}` }));
  const groups = facts.groups
    .filter(({ permissionSet }) => goneKeys.has(`PermissionSet/${permissionSet}`))
    .map(({ group, permissionSet }): Use => ({
      kind: 'group',
      by: `PermissionSetGroup ${group}`,
      of: `PermissionSet ${permissionSet}`,
    }));
  const users = facts.assignments
    .filter(({ permissionSet, username }) => permissionSet === name && username !== facts.username)
    .map(({ permissionSet, username }): Use => ({ kind: 'user', by: username, of: `PermissionSet ${permissionSet}` }));
  return distinct([
    ...dependencies,
    ...inSource,
    ...access,
    ...named,
    ...usesInCredentials(facts, goneKeys),
    ...groups,
    ...jobs,
    ...users,
  ]);
};
