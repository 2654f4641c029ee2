import type { ApexHost } from '../host.ts';
import type { Program } from '../link/program.ts';
import type { Tx } from '../model.ts';
import { typeOf } from '../types/platform.ts';
import { clockText } from '../values/moment.ts';
import { noUsage } from './usage.ts';

/** A new transaction: no statics, no pending work, an empty log. */
export const newTransaction = (program: Program, host: ApexHost, quiddity: string, apiVersion: number): Tx => {
  const started = host.now();
  const logLines: string[] = [];
  const secret = host.sessionId;
  return {
    host,
    find: (name) => {
      const def = program.findDef(name.split('.'), null);
      return def && def.typeParameters.length === 0 ? typeOf(def) : null;
    },
    objects: () => program.objects().map((def) => typeOf(def)),
    statics: new Map(),
    initialized: new Set(),
    stack: [],
    steps: 0,
    callouts: 0,
    calloutMs: 0,
    queries: 0,
    queryRows: 0,
    dmlStatements: 0,
    dmlRows: 0,
    pending: false,
    jobs: [],
    noCallouts: null,
    noDml: false,
    user: host.user,
    fresh: (other, how) => newTransaction(program, other, how, apiVersion),
    triggers: (object) => program.triggers.filter((trigger) => trigger.object.toLowerCase() === object.toLowerCase()),
    trigger: null,
    triggerDepth: 0,
    events: [],
    finalizer: null,
    queueDepth: 0,
    jobPart: null,
    quiddity,
    apiVersion,
    logLines,
    log: (event, ...details) => {
      const now = host.now();
      const time = `${clockText(now)}.${now % 1000} (${(now - started) * 1_000_000})`;
      const line = [time, event, ...details].join('|');
      // The platform never logs a session id (platform-facts §7.1).
      logLines.push(secret ? line.replaceAll(secret, 'SESSION_ID_REMOVED') : line);
    },
    test: host.isTest ? { mocks: new Map(), started: false, stopped: false, used: noUsage } : null,
    coverage: null,
  };
};
