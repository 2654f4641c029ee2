import type { Code, Frame, Later, Tx } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { accessMode } from '../run/accessMode.ts';
import { countRows, runQuery, soqlLiteral } from '../run/soql.ts';
import { integerType, listOf, platformType, typeOf } from '../types/platform.ts';
import { CompileError } from './compileError.ts';
import type { Binder, ExpressionOf, Scope } from './scope.ts';

export const queryRows = {
  query: (node: ExpressionOf<'query'>, scope: Scope, binder: Binder): Code => {
    const def = scope.unit.findDef([node.object], null);
    if (def?.kind !== 'sobject') throw new CompileError(node.at, `sObject type '${node.object}' is not supported.`);
    if (
      scope.unit.apiVersion >= 67 &&
      node.parts.some((part) => typeof part === 'string' && /SECURITY_ENFORCED/i.test(part))
    )
      throw new CompileError(node.at, 'WITH SECURITY_ENFORCED is not supported from API version 67.0 on');
    const type = typeOf(def);
    const parts = node.parts.map((part) => (typeof part === 'string' ? part : binder.code(part, scope)));
    const ask = <T>(work: (tx: Tx, soql: string) => Later<T>) => {
      return (frame: Frame): Later<T> =>
        then(
          inTurn(parts, (part) => (typeof part === 'string' ? part : then(part.run(frame), soqlLiteral))),
          (texts) => {
            frame.line = node.at.line;
            return work(frame.tx, texts.join('').trim());
          },
        );
    };
    if (node.kind === 'count')
      return { type: integerType, run: ask((tx, soql) => countRows(tx, soql, accessMode(tx))) };
    return {
      type: listOf(node.kind === 'aggregate' ? platformType('AggregateResult') : type),
      isQuery: true,
      run: ask((tx, soql) => runQuery(tx, soql, type, accessMode(tx))),
    };
  },
};
