import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../root.ts';
import type { Outcome } from './deploySource.ts';
import { loopback } from './loopbackNames.ts';
import { reasonOf } from './minloproReasons.ts';
import type { StandIn } from './standIns.ts';

/** What `npm run outside -- minlopro CLONE --record` keeps. */
export type MinloproRecord = {
  commit: string;
  apiVersion: string;
  files: number;
  standIns: StandIn[];
  outcomes: Outcome[];
  /** What a callout through the loopback came to. */
  callout: string;
};

export const recordPath = join(root, 'scripts/outside/minlopro.json');

export const readRecord = async (): Promise<MinloproRecord> =>
  JSON.parse(await readFile(recordPath, 'utf8')) as MinloproRecord;

const byType = (outcomes: readonly Outcome[]): string =>
  [...new Set(outcomes.map(({ type }) => type))]
    .map((type) => `${type} (${outcomes.filter((one) => one.type === type).length})`)
    .join(', ');

/** The section of docs/emulator.md on a project whose loopback real orgs took. */
export const minloproSection = ({ commit, apiVersion, files, standIns, outcomes, callout }: MinloproRecord): string => {
  const failed = outcomes.filter(({ problems }) => problems.length > 0);
  const deployed = outcomes.filter(({ problems }) => problems.length === 0);
  const rows = failed.flatMap(({ type, fullName, problems }) =>
    problems.map((problem) => `| ${type} | ${fullName} | ${problem} | ${reasonOf(type, problem) ?? ''} |`),
  );
  return `## A loopback of somebody else

\`npm run outside -- minlopro CLONE\` deploys the loopback of \`awesomeandrey/minlopro-dx\`, which real orgs took, with the
project's placeholders filled, through the source-deploy library. At commit \`${commit.slice(0, 12)}\`, API version ${apiVersion}:
${files} files, ${deployed.length} of ${outcomes.length} components deployed: ${byType(deployed)}.

The files name components that belong to the rest of that project; an empty one of the same name stands in for each:
${standIns.map(({ type, fullName }) => `${type} \`${fullName}\``).join(', ')}. (The classes are Auth. Provider plugins and a
controller: the Apex types that they build on, such as \`Auth.AuthProviderPluginClass\`, are not in this org, so the logins of
such providers are refused by name.)

With the permission set assigned and the app’s own key and secret stored, Apex calls the org through
\`callout:${loopback.namedCredential}\`: ${callout}.

What failed, and why:

| type | name | what the org says | why |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
};
