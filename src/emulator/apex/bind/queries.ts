import type { Code } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { runQuery, soqlLiteral } from '../run/soql.ts';
import { integerType, listOf, typeOf } from '../types/platform.ts';
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
    const run: Code['run'] = (frame) =>
      then(
        inTurn(parts, (part) => (typeof part === 'string' ? part : then(part.run(frame), soqlLiteral))),
        (texts) => {
          frame.line = node.at.line;
          const soql = texts.join('').trim();
          return runQuery(frame.tx, node.count ? soql.replace(/count\s*\(\s*\)/i, 'Id') : soql, type);
        },
      );
    if (!node.count) return { type: listOf(type), isQuery: true, run };
    return {
      type: integerType,
      run: (frame) =>
        then(run(frame), (list) =>
          list !== null && typeof list === 'object' && list.is === 'list' ? list.items.length : 0,
        ),
    };
  },
};
