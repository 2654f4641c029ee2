import type { ApexHost, InvocableOutcome } from '../host.ts';
import { parseJson, type JsonNode } from '../json/parseJson.ts';
import { blankObject } from '../bind/creators.ts';
import { typed } from '../json/readJson.ts';
import { writeJson } from '../json/writeJson.ts';
import type { Program } from '../link/program.ts';
import type { ApexType, Field, Method, Tx, TypeDef, Value } from '../model.ts';
import { objectType } from '../types/platform.ts';
import { uncaughtText, runUnit } from './runUnit.ts';
import { ApexThrow } from './throwing.ts';
import { newTransaction } from './transaction.ts';

type Input = Readonly<Record<string, unknown>>;

/** Why an input does not fit the method; not an exception of the code. */
class InputProblem extends Error {}

const invocableMethodOf = (def: TypeDef): Method | undefined =>
  [...def.methods.values()].flat().find((method) => method.modifiers.annotations.has('invocablemethod'));

const variablesOf = (type: ApexType): Field[] =>
  [...type.def.fields.values()].filter((field) => field.modifiers.annotations.has('invocablevariable'));

const nodeOf = (value: unknown): JsonNode => parseJson(JSON.stringify(value ?? null));

/** One input as the method's parameter holds it: an object of its class, or the one value it is called for. */
const readInput = async (tx: Tx, input: Input, type: ApexType, parameter: string): Promise<Value> => {
  if (type.def.isNative) {
    const unknown = Object.keys(input).find((name) => name !== parameter);
    if (unknown !== undefined) throw new InputProblem(`Invalid input parameter: ${unknown}`);
    return typed(tx, nodeOf(input[parameter]), type, true);
  }
  const variables = variablesOf(type);
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  const unknown = given.find(([name]) => !variables.some((field) => field.name === name));
  if (unknown) throw new InputProblem(`Invalid input parameter: ${unknown[0]}`);
  const missing = variables.find(
    (field) =>
      field.modifiers.annotations.get('invocablevariable')?.get('required') === 'true' &&
      !given.some(([name]) => name === field.name),
  );
  if (missing) throw new InputProblem(`Missing required input parameter: ${missing.name}`);
  const made = blankObject(type);
  await type.def.constructors.find(({ parameters }) => parameters.length === 0)?.invoke(tx, made, []);
  for (const [name, value] of given) {
    const field = variables.find((each) => each.name === name);
    if (field) await field.set?.(tx, made, await typed(tx, nodeOf(value), field.type, true));
  }
  return made;
};

/** A result by the names that an action answers with: the class's invocable variables, or `output`. */
const outputOf = async (tx: Tx, value: Value): Promise<Record<string, unknown> | null> => {
  const json = async (one: Value): Promise<unknown> =>
    JSON.parse(await writeJson(tx, one, { pretty: false, suppressNulls: false }));
  if (value === null) return null;
  if (typeof value !== 'object' || value.is !== 'object') return { output: await json(value) };
  const values: Record<string, unknown> = {};
  for (const field of variablesOf(value.type)) {
    values[field.name] = await json((await field.get?.(tx, value)) ?? null);
  }
  return values;
};

const failure = (tx: Tx, statusCode: string, message: string): InvocableOutcome => ({
  statusCode,
  message,
  log: tx.logLines,
});

/** Runs the @InvocableMethod of a class for all inputs at once (L68); null when there is none. */
export const runInvocable = async (
  program: Program,
  className: string,
  inputs: readonly Input[],
  host: ApexHost,
): Promise<InvocableOutcome | null> => {
  const def = program.classes.get(className.toLowerCase());
  const method = def && invocableMethodOf(def);
  if (!def || !method) return null;
  const tx = newTransaction(program, host, 'INVOCABLE_ACTION', def.apiVersion);
  const declared = method.modifiers.annotations.get('invocablemethod')?.get('callout')?.toLowerCase() === 'true';
  tx.pending = host.undeclaredActionsPend === true && !declared;
  const [parameter] = method.parameters;
  const type = parameter?.type.args[0] ?? objectType;
  const items: Value[] = [];
  try {
    for (const input of inputs) items.push(await readInput(tx, input, type, parameter?.name ?? ''));
  } catch (problem) {
    if (problem instanceof InputProblem) return failure(tx, 'INVALID_API_INPUT', problem.message);
    if (problem instanceof ApexThrow) return failure(tx, 'INVALID_API_INPUT', uncaughtText(problem));
    throw problem;
  }
  const outputs: (Record<string, unknown> | null)[] = [];
  const error = await runUnit(tx, `${def.name}.${method.name}`, async () => {
    const list: Value = { is: 'list', type: parameter?.type ?? objectType, items };
    const given = await method.invoke(tx, null, parameter ? [list] : []);
    const results = given !== null && typeof given === 'object' && given.is === 'list' ? given.items : null;
    for (const result of results ?? inputs.map(() => null)) outputs.push(await outputOf(tx, result));
  });
  if (error) return failure(tx, 'APEX_ERROR', `An Apex error occurred: ${uncaughtText(error)}`);
  if (outputs.length !== inputs.length) {
    const message = `The number of results does not match the number of interview executions that were executed in a single bulk execution request: ${outputs.length} for ${inputs.length}.`;
    return failure(tx, 'INVALID_API_INPUT', message);
  }
  return { outputs, log: tx.logLines };
};
