import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { NEWEST_API_VERSION, OLDEST_API_VERSION } from '../core/settings/apiVersions.ts';
import { fail } from '../core/failure.ts';
import { DEFAULT_NAME } from '../core/settings/makeSettings.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'flags');

/** Flags of every command that talks to an org. */
export const orgFlags = {
  'target-org': Flags.requiredOrg(),
  'api-version': Flags.orgApiVersion({ summary: messages.getMessage('flags.api-version.summary') }),
  name: Flags.string({ char: 'n', summary: messages.getMessage('flags.name.summary'), default: DEFAULT_NAME }),
};

/** The flag `--wait`, in minutes; `texts` are its summary and what else it has. */
export const waitFlag = (
  texts: { summary: string; description?: string; exclusive?: string[] },
  defaultValue: number,
) => {
  const flag = Flags.duration({ ...texts, char: 'w', unit: 'minutes', defaultValue, helpValue: '<minutes>' });
  const { parse } = flag;
  flag.parse = async (input, context, options) => {
    const wait = await parse(input, context, options);
    // The library's own `min` does not count when it is 0.
    return wait !== undefined && wait.minutes < 0 ? fail('InvalidWait', { wait: input }) : wait;
  };
  return flag;
};

const isKnown = (version: string): boolean =>
  Number(version) >= Number(OLDEST_API_VERSION) && Number(version) <= Number(NEWEST_API_VERSION);

/**
 * The version to work at: the user's word, else the project's, so that its files stay as they were generated, else the
 * org's own, where that is not newer than what we know.
 */
export const apiVersionOf = (
  flag: string | undefined,
  projectVersion: string | undefined,
  orgVersion: string,
): string => {
  if (flag !== undefined) return flag;
  if (projectVersion !== undefined && isKnown(projectVersion) && Number(projectVersion) <= Number(orgVersion)) {
    return projectVersion;
  }
  return Number(orgVersion) > Number(NEWEST_API_VERSION) ? NEWEST_API_VERSION : orgVersion;
};
