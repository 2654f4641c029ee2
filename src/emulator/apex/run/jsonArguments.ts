import { parseJson } from '../json/parseJson.ts';
import { typed } from '../json/readJson.ts';
import type { Method, Tx, Value } from '../model.ts';

/** Values of JSON as a method's parameters want them, by name; what is not given is null. */
export const jsonArguments = async (
  tx: Tx,
  method: Method,
  given: Readonly<Record<string, unknown>>,
): Promise<Value[]> => {
  const args: Value[] = [];
  for (const { name, type } of method.parameters)
    args.push(await typed(tx, parseJson(JSON.stringify(given[name] ?? null)), type, false));
  return args;
};
