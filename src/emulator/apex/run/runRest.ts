import type { ApexHost } from '../host.ts';
import { writeJson } from '../json/writeJson.ts';
import { newBean, newTexts, type Bean } from '../lib/bean.ts';
import { plainText } from '../lib/plainText.ts';
import { restContextOf } from '../lib/rest.ts';
import type { Program } from '../link/program.ts';
import type { ApexMap, Method, TypeDef, Value } from '../model.ts';
import type { RestCall, RestOutcome, RestTarget } from '../requests.ts';
import { voidType } from '../types/platform.ts';
import { jsonArguments } from './jsonArguments.ts';
import { runUnit, uncaughtText } from './runUnit.ts';
import { newTransaction } from './transaction.ts';

const VERBS: Readonly<Record<string, string>> = {
  httpget: 'GET',
  httppost: 'POST',
  httpput: 'PUT',
  httppatch: 'PATCH',
  httpdelete: 'DELETE',
};

const mappingOf = (def: TypeDef): string | undefined => {
  const mapping = def.modifiers.annotations.get('restresource')?.get('urlmapping');
  return mapping?.replace(/^'|'$/g, '').replace(/^(?!\/)/, '/');
};

const matches = (mapping: string, path: string): boolean =>
  mapping.endsWith('/*')
    ? path === mapping.slice(0, -2) || path.startsWith(mapping.slice(0, -1))
    : mapping.endsWith('*')
      ? path.startsWith(mapping.slice(0, -1))
      : path === mapping;

/** The class whose URL fits best: the same one before the longest of those that end in a star. */
const resourceFor = (program: Program, path: string): TypeDef | undefined =>
  [...program.classes.values()]
    .flatMap((def) => {
      const mapping = mappingOf(def);
      return mapping !== undefined && matches(mapping, path) ? [{ def, mapping }] : [];
    })
    .toSorted((a, b) => Number(b.mapping === path) - Number(a.mapping === path) || b.mapping.length - a.mapping.length)
    .map(({ def }) => def)[0];

const verbsOf = (def: TypeDef): Map<string, Method> =>
  new Map(
    [...def.methods.values()].flat().flatMap((method): [string, Method][] => {
      const annotation = Object.keys(VERBS).find((name) => method.modifiers.annotations.has(name));
      return annotation === undefined || !method.isStatic ? [] : [[VERBS[annotation] ?? '', method]];
    }),
  );

/** What a request to Apex REST leads to. */
export const findRest = (program: Program, { method, path }: Pick<RestCall, 'method' | 'path'>): RestTarget => {
  const def = resourceFor(program, path);
  if (!def) return { absent: true };
  const verbs = verbsOf(def);
  const found = verbs.get(method);
  return found ? { className: def.name, methodName: found.name } : { allowed: [...verbs.keys()] };
};

const textsOf = (pairs: RestCall['headers']): Value => {
  const map = newTexts() as ApexMap;
  for (const [name, value] of pairs) map.entries.set(`string:${name}`, [name, value]);
  return map;
};

const requestOf = (def: TypeDef, call: RestCall): Bean =>
  newBean('RestRequest', {
    headers: textsOf(call.headers),
    httpMethod: call.method,
    params: textsOf(call.params),
    remoteAddress: call.remoteAddress,
    requestBody: { is: 'blob', bytes: call.body },
    requestURI: call.path,
    resourcePath: `/services/apexrest${mappingOf(def) ?? ''}`,
  });

const bytesOf = (value: Value): Uint8Array =>
  value !== null && typeof value === 'object' && value.is === 'blob' ? value.bytes : new Uint8Array();

const headersOf = (value: Value): [string, string][] =>
  value !== null && typeof value === 'object' && value.is === 'map'
    ? [...value.entries.values()].map(([name, text]) => [plainText(name), plainText(text)])
    : [];

/** The members of a JSON body; a method without parameters reads its body itself. */
const bodyOf = (method: Method, { body }: RestCall): Record<string, unknown> | { malformed: string } => {
  if (method.parameters.length === 0 || body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
    return { malformed: 'Unexpected parameter encountered during deserialization' };
  } catch (error) {
    return { malformed: error instanceof Error ? error.message : String(error) };
  }
};

/** Runs the method that a request leads to, in a transaction with its RestContext; null when there is none. */
export const runRest = async (program: Program, call: RestCall, host: ApexHost): Promise<RestOutcome | null> => {
  const def = resourceFor(program, call.path);
  const method = def && verbsOf(def).get(call.method);
  if (!def || !method) return null;
  const given = bodyOf(method, call);
  if (typeof given['malformed'] === 'string') return { malformed: given['malformed'] };
  const unknown = Object.keys(given).find((name) => !method.parameters.some((parameter) => parameter.name === name));
  if (unknown !== undefined)
    return { malformed: `Unexpected parameter encountered during deserialization: ${unknown}` };
  const tx = newTransaction(program, host, 'REST', def.apiVersion);
  const response = newBean('RestResponse', { headers: newTexts(), responseBody: null, statusCode: null });
  Object.assign(restContextOf(tx), { request: requestOf(def, call), response });
  const returned: string[] = [];
  const error = await runUnit(tx, `${def.name}.${method.name}`, async () => {
    const value = await method.invoke(tx, null, await jsonArguments(tx, method, given));
    if (method.returns !== voidType) returned.push(await writeJson(tx, value, { pretty: false, suppressNulls: false }));
  });
  if (error) return { problem: uncaughtText(error), stackTrace: error.value.thrown?.trace ?? '', log: tx.logLines };
  const { state } = response;
  const status = state.get('statuscode') ?? null;
  return {
    status: typeof status === 'number' ? status : 200,
    headers: headersOf(state.get('headers') ?? null),
    body: returned[0] === undefined ? bytesOf(state.get('responsebody') ?? null) : Buffer.from(returned[0], 'utf8'),
    log: tx.logLines,
  };
};
