import type { ApexSObject, Code, Step } from '../model.ts';
import type { Position } from '../parse/ast.ts';
import { accessMode } from '../run/accessMode.ts';
import { runDml } from '../run/dml.ts';
import { then } from '../run/later.ts';
import { nullError } from '../run/throwing.ts';
import { conversion } from '../types/convert.ts';
import { findField } from '../types/hierarchy.ts';
import { listOf, sObjectType } from '../types/platform.ts';
import { CompileError } from './compileError.ts';
import { onlyRecord } from './fit.ts';
import type { Binder, Scope, StatementOf } from './scope.ts';

const checkRecords = (value: Code, at: Position): void => {
  if (!conversion(value.type, sObjectType) && !conversion(value.type, listOf(sObjectType)))
    throw new CompileError(at, `DML requires SObject or SObject list type: ${value.type.name}`);
};

/** The field of an upsert, without its object: `Ext__c` of `Account.Fields.Ext__c`. */
const keyOf = (node: StatementOf<'dml'>, value: Code): { key?: string } => {
  if (node.key === null) return {};
  const key = node.key.split('.').at(-1) ?? node.key;
  const type = value.type.def.kind === 'sobject' ? value.type : value.type.args[0];
  if (type && type.def !== sObjectType.def && !findField(type, key))
    throw new CompileError(node.at, `Field does not exist: ${key} on ${type.name}`);
  return { key };
};

const mergeStep = (node: StatementOf<'dml'>, master: Code, others: Code): Step => {
  const only = master.isQuery ? onlyRecord(master) : master;
  return (frame) =>
    then(only.run(frame), (kept) =>
      then(others.run(frame), (records) => {
        if (kept === null) throw nullError(frame.tx);
        frame.line = node.at.line;
        const mode = node.mode ?? accessMode(frame.tx);
        const options = { mode, allOrNone: true, master: kept as ApexSObject };
        return runDml(frame.tx, 'merge', records, options).then(() => undefined);
      }),
    );
};

export const recordSteps = {
  dml: (node: StatementOf<'dml'>, scope: Scope, binder: Binder): Step => {
    const value = binder.code(node.value, scope);
    checkRecords(value, node.at);
    if (node.others) {
      const others = binder.code(node.others, scope);
      checkRecords(others, node.at);
      return mergeStep(node, value, others);
    }
    const key = keyOf(node, value);
    return (frame) =>
      then(value.run(frame), (records) => {
        frame.line = node.at.line;
        const mode = node.mode ?? accessMode(frame.tx);
        return runDml(frame.tx, node.op, records, { mode, allOrNone: true, ...key }).then(() => undefined);
      });
  },
};
