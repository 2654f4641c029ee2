import type { ApexHost } from '../host.ts';
import { writeJson } from '../json/writeJson.ts';
import type { Program } from '../link/program.ts';
import type { Method, Tx, Value } from '../model.ts';
import type { AuraCall, AuraOutcome } from '../requests.ts';
import { lineageOf } from '../types/hierarchy.ts';
import { textOf } from '../values/text.ts';
import { jsonArguments } from './jsonArguments.ts';
import { runUnit } from './runUnit.ts';
import { newTransaction } from './transaction.ts';

const isAuraEnabled = (member: Pick<Method, 'modifiers'>): boolean => member.modifiers.annotations.has('auraenabled');

/** A value as a component gets it: of an object only the fields that are @AuraEnabled themselves. */
const auraValue = async (tx: Tx, value: Value): Promise<unknown> => {
  if (value === null || typeof value !== 'object') return json(tx, value);
  if (value.is === 'list' || value.is === 'set') {
    const items = value.is === 'list' ? value.items : [...value.entries.values()];
    const shown: unknown[] = [];
    for (const item of items) shown.push(await auraValue(tx, item));
    return shown;
  }
  const shown: Record<string, unknown> = {};
  if (value.is === 'map') {
    for (const [key, item] of value.entries.values()) shown[await textOf(tx, key)] = await auraValue(tx, item);
    return shown;
  }
  if (value.is !== 'object') return json(tx, value);
  const fields = lineageOf(value.type).flatMap(({ def }) => [...def.fields.values()]);
  for (const field of fields)
    if (!field.isStatic && isAuraEnabled(field))
      shown[field.name] = await auraValue(tx, (await field.get?.(tx, value)) ?? null);
  return shown;
};

const json = async (tx: Tx, value: Value): Promise<unknown> =>
  JSON.parse(await writeJson(tx, value, { pretty: false, suppressNulls: false }));

/** Calls an @AuraEnabled method as a Lightning component does. */
export const runAura = async (program: Program, call: AuraCall, host: ApexHost): Promise<AuraOutcome> => {
  const { className, methodName, params } = call;
  const def = program.classes.get(className.toLowerCase());
  const method = def?.methods
    .get(methodName.toLowerCase())
    ?.find((each) => each.isStatic && isAuraEnabled(each) && ['public', 'global'].includes(each.access));
  if (!def || !method) return { missing: `Unable to find action '${methodName}' on the controller of ${className}` };
  const tx = newTransaction(program, host, 'AURA', def.apiVersion);
  let returned: unknown = null;
  const error = await runUnit(tx, `aura://${def.name}/ACTION$${method.name}`, async () => {
    returned = await auraValue(tx, await method.invoke(tx, null, await jsonArguments(tx, method, params)));
  });
  if (!error) return { returned, log: tx.logLines };
  const { type, thrown } = error.value;
  return {
    error: {
      exceptionType: type.name,
      isUserDefinedException: !type.def.isNative,
      message: thrown?.message ?? 'Script-thrown exception',
      stackTrace: thrown?.trace ?? '',
    },
    log: tx.logLines,
  };
};
