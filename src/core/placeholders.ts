import type { FileSet } from './fileSet.ts';
import { escapeXml } from './xml/escapeXml.ts';

/** Values that belong to one org: they stand in files as placeholders only. */
export type OrgValue = 'myDomainUrl' | 'runAsUser' | 'contactEmail' | 'consumerKey' | 'consumerSecret' | 'certificate';

const SUFFIXES: Readonly<Record<OrgValue, string>> = {
  myDomainUrl: 'MY_DOMAIN_URL',
  runAsUser: 'RUN_AS_USER',
  contactEmail: 'CONTACT_EMAIL',
  consumerKey: 'CONSUMER_KEY',
  consumerSecret: 'CONSUMER_SECRET',
  certificate: 'CERTIFICATE',
};

const ORG_VALUES = Object.keys(SUFFIXES) as OrgValue[];

/** Environment variable that a plain `sf project deploy start` fills in: `SELFCALLOUT_MY_DOMAIN_URL`. */
const environmentName = (name: string, value: OrgValue): string => `${name.toUpperCase()}_${SUFFIXES[value]}`;

/** What stands in the files of the loopback `name`: `__SELFCALLOUT_MY_DOMAIN_URL__`. */
export const placeholder = (name: string, value: OrgValue): string => `__${environmentName(name, value)}__`;

/** One entry of `replacements` in sfdx-project.json, its file relative to where the file set is rooted. */
export type Replacement = { filename: string; stringToReplace: string; replaceWithEnv: string };

/** The replacements that `files` need, by file and then in a fixed order. */
export const replacementsOf = (name: string, files: FileSet): Replacement[] =>
  [...files].flatMap(([filename, text]) =>
    ORG_VALUES.map((value) => ({
      filename,
      stringToReplace: placeholder(name, value),
      replaceWithEnv: environmentName(name, value),
    })).filter(({ stringToReplace }) => text.includes(stringToReplace)),
  );

/**
 * The same files with the org's values in them, XML-escaped, in memory. Placeholders without a value stay.
 * One pass: a value that looks like a placeholder is not filled again.
 */
export const fillPlaceholders = (name: string, files: FileSet, values: Partial<Record<OrgValue, string>>): FileSet => {
  const filled = new Map(ORG_VALUES.map((value) => [placeholder(name, value), values[value]]));
  const pattern = new RegExp(ORG_VALUES.map((value) => placeholder(name, value)).join('|'), 'g');
  const fill = (text: string): string =>
    text.replace(pattern, (found) => {
      const value = filled.get(found);
      return value === undefined ? found : escapeXml(value);
    });
  return new Map([...files].map(([path, text]) => [path, fill(text)]));
};
