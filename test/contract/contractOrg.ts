import { randomBytes } from 'node:crypto';
import { Org } from '@salesforce/core';
import { anonymousText } from './anonymousText.ts';
import { callRest, type Answer, type Call } from './callRest.ts';
import { deployFiles, type Deployed, type DeployOptions, type Item } from './deployFiles.ts';
import { makeRemover } from './makeRemover.ts';
import { refuseProduction } from './refuseProduction.ts';

export type TokenAnswer = Record<string, unknown> & { error?: string; error_description?: string };

/** The org that the cases talk to: an authorized one, over HTTP alone. Nothing tells a case what kind of org it is. */
export type ContractOrg = {
  url: string;
  username: string;
  userId: string;
  /** `NN.0`, the newest that org and tests know. */
  version: string;
  /** A name that this run alone uses; the same one for the same word. */
  name: (word: string) => string;
  /** A path below the org's address, or below `/services/data/vNN.0` when it has no leading slash. */
  ask: (path: string, call?: Call) => Promise<Answer>;
  query: (soql: string) => Promise<Array<Record<string, unknown>>>;
  /** Makes a record, which goes when the run ends. */
  create: (sObject: string, fields: Record<string, unknown>, api?: '' | 'tooling/') => Promise<Answer>;
  /** Deploys components, which go when the run ends. */
  deploy: (items: readonly Item[], options?: DeployOptions) => Promise<Deployed>;
  /** A Metadata API call; `inner` is the content of the operation's element. */
  soap: (operation: string, inner: string, version?: string) => Promise<Answer>;
  token: (form: Record<string, string>) => Promise<{ status: number; body: TokenAnswer }>;
  /** Runs anonymous Apex and gives what `expression` is in the end, or the exception. */
  apex: (block: string, expression?: string) => Promise<string>;
  /** Removes what this run made; gives what is left. */
  removeAll: () => Promise<string[]>;
  /** A text without what belongs to this org alone: its addresses, ids, users, names and secrets. */
  anonymous: (text: string) => string;
};

const NEWEST = 66;
const METADATA = 'http://soap.sforce.com/2006/04/metadata';
const SAID = 'SAID:';

export const openOrg = async (aliasOrUsername: string): Promise<ContractOrg> => {
  const org = await Org.create({ aliasOrUsername });
  await org.refreshAuth();
  const connection = org.getConnection();
  const url = connection.instanceUrl.replace(/\/$/, '');
  const version = `${Math.min(NEWEST, Number(await org.retrieveMaxApiVersion()))}.0`;
  const run = `LawCase${randomBytes(4).toString('hex')}`;
  const own = { url, version, token: connection.accessToken ?? '' };
  const ask: ContractOrg['ask'] = (path, call) => callRest(own, path, call);
  const query: ContractOrg['query'] = async (soql) =>
    ((await ask(`query?q=${encodeURIComponent(soql)}`)).json as { records?: Array<Record<string, unknown>> }).records ??
    [];
  await refuseProduction(query);
  const username = connection.getUsername() ?? '';
  const [user] = await query(`SELECT Id FROM User WHERE Username = '${username}'`);
  const remover = makeRemover(own, run);
  return {
    url,
    username,
    version,
    userId: String(user?.['Id']),
    name: (word) => run + word,
    ask,
    query,
    create: async (sObject, fields, api = '') => {
      const answer = await ask(`${api}sobjects/${sObject}`, { method: 'POST', body: fields });
      const { id } = answer.json as { id?: string };
      if (id !== undefined) remover.madeRecord(`${api}sobjects/${sObject}/${id}`);
      return answer;
    },
    deploy: async (items, options = {}) => {
      const deployed = await deployFiles(own, items, options);
      if (options.checkOnly !== true) remover.madeComponents(deployed.made);
      return deployed;
    },
    soap: (operation, inner, at = version) =>
      callRest(own, `/services/Soap/m/${at}`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' },
        body:
          '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
          `<e:Header><SessionHeader xmlns="${METADATA}"><sessionId>${own.token}</sessionId></SessionHeader></e:Header>` +
          `<e:Body><${operation} xmlns="${METADATA}">${inner}</${operation}></e:Body></e:Envelope>`,
      }),
    token: async (form) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
      const body = new URLSearchParams(form).toString();
      const { status, json } = await ask('/services/oauth2/token', { method: 'POST', headers, body });
      return { status, body: json as TokenAnswer };
    },
    apex: async (block, expression = "'done'") => {
      const body = encodeURIComponent(`${block}\nthrow new CalloutException('${SAID}' + (${expression}));`);
      const { json, text } = await ask(`tooling/executeAnonymous?anonymousBody=${body}`);
      const { compileProblem, exceptionMessage } = json as Record<string, string | null>;
      const words = exceptionMessage ?? compileProblem ?? text;
      return words.includes(SAID) ? words.slice(words.indexOf(SAID) + SAID.length) : words;
    },
    removeAll: remover.removeAll,
    anonymous: (text) => anonymousText(text, { ...own, username, run }),
  };
};
