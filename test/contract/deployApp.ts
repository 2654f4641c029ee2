import type { ContractOrg } from './contractOrg.ts';
import type { Item } from './deployFiles.ts';
import { GLOBAL, outcome } from './parts.ts';

/** Where global OAuth settings do not go in by a zip (L36), this is how. */
const upsert = async (org: ContractOrg, { name, type, xml }: Item): Promise<string> => {
  const { text } = await org.soap(
    'upsertMetadata',
    `<metadata xsi:type="${type}"><fullName>${name}</fullName>${xml}</metadata>`,
  );
  const problem = /<message>([^<]*)/.exec(text)?.[1];
  return problem === undefined ? 'Succeeded' : `${type}/${name}: ${problem}`;
};

/** Deploys files of an app, its global OAuth settings by themselves where the zip is not for them; says how it went. */
export const deployApp = async (org: ContractOrg, items: readonly Item[]): Promise<string> => {
  const whole = await org.deploy(items);
  if (!whole.failures.some((text) => /not available for deploy/i.test(text))) return outcome(whole);
  const others = items.filter(({ type }) => type !== GLOBAL);
  const rest = others.length > 0 ? await org.deploy(others) : whole;
  if (others.length > 0 && rest.failures.length > 0) return outcome(rest);
  const settings = items.find(({ type }) => type === GLOBAL);
  return settings ? upsert(org, settings) : outcome(rest);
};
