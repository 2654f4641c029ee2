import type { ContractOrg } from './contractOrg.ts';
import type { Answer } from './callRest.ts';
import { makeApp } from './makeApp.ts';
import { askWhenKnown, assign, externalCredential, namedCredential, principalAccess, type Pair } from './parts.ts';

const CREDENTIAL = 'named-credentials/credential';

export const tokenUrl = ({ url }: ContractOrg): string => `${url}/services/oauth2/token`;

/** The body that stores key and secret for the principal of an external credential. */
export const credentialBody = (credential: string, { key, secret }: Pair): Record<string, unknown> => ({
  externalCredential: credential,
  principalName: 'Main',
  principalType: 'NamedPrincipal',
  authenticationProtocol: 'OAuth',
  authenticationProtocolVariant: 'ClientCredentialsClientSecret',
  credentials: { clientId: { value: key, encrypted: false }, clientSecret: { value: secret, encrypted: true } },
});

export const writeCredential = (org: ContractOrg, method: string, body: unknown): Promise<Answer> =>
  org.ask(CREDENTIAL, { method, body });

export const readCredential = (org: ContractOrg, credential: string): Promise<Answer> =>
  org.ask(`${CREDENTIAL}?externalCredential=${credential}&principalName=Main&principalType=NamedPrincipal`);

/** Status and error code of an answer, and the words of a refusal. */
export const told = ({ status, json }: Answer): string => {
  const [first] = Array.isArray(json) ? (json as Array<{ errorCode?: string; message?: string }>) : [];
  return [status, first?.errorCode, first?.message].filter((part) => part !== undefined).join(' ');
};

/** External and named credential of one name, without access to them. */
export const putCredentials = async (org: ContractOrg, word: string): Promise<string> => {
  const name = org.name(word);
  await org.deploy([externalCredential(name, tokenUrl(org)), namedCredential(org, name, name)]);
  return name;
};

/** The same, with principal access for the user of this run. */
export const putAccess = async (org: ContractOrg, word: string): Promise<string> => {
  const name = await putCredentials(org, word);
  await org.deploy([principalAccess(name, name)]);
  await assign(org, name);
  return name;
};

/** A whole loopback: app, credentials, access, and the pair stored; gives the name of the named credential. */
export const putLoopback = async (org: ContractOrg, word: string): Promise<{ name: string; pair: Pair }> => {
  const { pair } = await makeApp(org, `${word}App`);
  const name = await putAccess(org, word);
  await writeCredential(org, 'POST', credentialBody(name, pair));
  await askWhenKnown(org, pair);
  return { name, pair };
};
