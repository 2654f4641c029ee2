import type { ContractOrg } from './contractOrg.ts';
import { deployApp } from './deployApp.ts';
import { appItems, GLOBAL, newPair, type AppParts, type Pair } from './parts.ts';
import { retrieveOne } from './retrieveOne.ts';

const inElement = (text: string, element: string): string =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(text)?.[1] ?? '';

/** Key and secret over REST; an empty object where the org does not give them out (L11). */
export const pairOverRest = async (
  org: ContractOrg,
  name: string,
): Promise<{ status: number; message: string; pair?: Pair }> => {
  const { apps = [] } = (await org.ask('apps/oauth/usage')).json as { apps?: Array<Record<string, string>> };
  const path = `apps/oauth/credentials/${apps.find(({ developerName }) => developerName === name)?.['identifier'] ?? ''}`;
  const list = await org.ask(path);
  const [consumer] = (list.json as { consumers?: Array<{ id: string }> }).consumers ?? [];
  const answer = list.status === 200 ? await org.ask(`${path}/${consumer?.id ?? ''}?part=keyandsecret`) : list;
  const [error] = Array.isArray(answer.json) ? (answer.json as Array<{ message: string }>) : [];
  const { key, secret } = answer.json as Partial<Pair>;
  const message = error?.message ?? '';
  return { status: answer.status, message, ...(key && secret ? { pair: { key, secret } } : {}) };
};

/** An app for client credentials, and the pair that the org has for it, whether it took ours or not (L19, L35, L36). */
export const makeApp = async (
  org: ContractOrg,
  word: string,
  parts: AppParts = {},
): Promise<{ name: string; pair: Pair }> => {
  const [name, given] = [org.name(word), newPair()];
  const did = await deployApp(org, appItems(org, name, given, parts));
  if (!did.startsWith('Succeeded')) throw new Error(did);
  const text = await retrieveOne(org, GLOBAL, `${name}_glbloauth`);
  const key = inElement(text, 'consumerKey');
  if (key === given.key) return { name, pair: given };
  const secret = inElement(text, 'consumerSecret');
  const own = /^\w{20,}$/.test(secret) ? { key, secret } : (await pairOverRest(org, name)).pair;
  if (!own)
    throw new Error('the org made a key of its own and does not show the secret (enableClientSecretInRestApiAccess)');
  return { name, pair: own };
};
