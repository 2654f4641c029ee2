import type { Step } from '../model.ts';
import { then } from '../run/later.ts';
import { runDml, type DmlOperation } from '../run/dml.ts';
import { conversion } from '../types/convert.ts';
import { listOf, sObjectType } from '../types/platform.ts';
import { CompileError } from './compileError.ts';
import type { Binder, Scope, StatementOf } from './scope.ts';

const supported = new Set<string>(['insert', 'update', 'delete', 'upsert']);

export const recordSteps = {
  dml: (node: StatementOf<'dml'>, scope: Scope, binder: Binder): Step => {
    if (!supported.has(node.op)) throw new CompileError(node.at, `Not supported in the emulated org: ${node.op}`);
    if (node.key !== null) throw new CompileError(node.at, `Not supported in the emulated org: upsert by ${node.key}`);
    const value = binder.code(node.value, scope);
    if (!conversion(value.type, sObjectType) && !conversion(value.type, listOf(sObjectType)))
      throw new CompileError(node.at, `DML requires SObject or SObject list type: ${value.type.name}`);
    return (frame) =>
      then(value.run(frame), (records) => runDml(frame.tx, node.op as DmlOperation, records).then(() => undefined));
  },
};
