import type { Code, Method } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import type { Position } from '../parse/ast.ts';
import { platformDef } from '../types/platform.ts';
import { namedPlace, readPlace } from './fieldPlace.ts';
import type { Scope } from './scope.ts';

const NAMES = ['query', 'countquery', 'getquerylocator'];

/** Whether a method takes SOQL whose binds are variables of the code that calls it. */
const takesBinds = (method: Method): boolean =>
  method.owner === platformDef('Database') && NAMES.includes(method.name.toLowerCase());

/** Lets dynamic SOQL read the variables that are in sight where it is run. */
export const withBinds = (code: Code, method: Method, scope: Scope, at: Position): Code => {
  if (!takesBinds(method)) return code;
  const { run } = code;
  return {
    ...code,
    run: (frame) => {
      frame.binds = (on, name) => {
        const place = namedPlace(name, at, scope);
        if (!place) throw apexError(on.tx, 'QueryException', `Variable does not exist: ${name}`);
        return readPlace(place).run(on);
      };
      return run(frame);
    },
  };
};
