import { asObject } from '../http/answer.ts';
import { EFFECTS, type Fault } from './fault.ts';

type Check = { ok: (value: unknown) => boolean; says: string };

const text: Check = { ok: (value) => typeof value === 'string' && value !== '', says: 'a text' };
const whole = (least: number, most: number): Check => ({
  ok: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  says: `a whole number from ${least} to ${most}`,
});
const oneOf = (...words: readonly string[]): Check => ({
  ok: (value) => typeof value === 'string' && words.includes(value),
  says: `one of ${words.join(', ')}`,
});

const LONGEST_MS = 600_000;

const CHECKS = {
  effect: oneOf(...EFFECTS),
  method: oneOf('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
  path: text,
  header: text,
  body: text,
  origin: oneOf('client', 'callout'),
  when: oneOf('before', 'after'),
  latencyMs: whole(1, LONGEST_MS),
  status: whole(400, 599),
  errorCode: text,
  message: text,
  times: whole(1, 1_000_000),
} as const satisfies Readonly<Record<string, Check>>;

const isKnown = (name: string): name is keyof typeof CHECKS => Object.hasOwn(CHECKS, name);

/** What only one effect has a use for. */
const misplaced = (row: Record<string, unknown>): string | undefined => {
  const { effect } = row;
  const alone = ['status', 'errorCode', 'message'].find((name) => name in row);
  if (effect !== 'status' && alone !== undefined) return `${alone} belongs to the effect status`;
  if (effect === 'status' && row['status'] === undefined) return 'the effect status needs a status';
  if (effect === 'latency' && row['latencyMs'] === undefined) return 'the effect latency needs latencyMs';
  if (effect === 'malformed' && row['when'] === 'before') return 'malformed bodies come after the request was applied';
  return undefined;
};

const problemOf = (value: unknown): string | undefined => {
  const row = asObject(value);
  if (!row) return 'a fault is a JSON object';
  if (!('effect' in row)) return `a fault has an effect: ${CHECKS.effect.says}`;
  for (const [name, given] of Object.entries(row)) {
    if (!isKnown(name)) return `${name} is nothing that a fault has: it has ${Object.keys(CHECKS).join(', ')}`;
    if (!CHECKS[name].ok(given)) return `${name} has to be ${CHECKS[name].says}`;
  }
  return misplaced(row);
};

/**
 * Reads one fault or a list of them, as the control endpoint takes them; the first problem in words where one is wrong,
 * and none is taken then. `newId` names them.
 */
export const readFaults = (value: unknown, newId: () => string): Fault[] | { problem: string } => {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (rows.length === 0) return { problem: 'no fault is given' };
  const problem = rows.map(problemOf).find((each) => each !== undefined);
  if (problem !== undefined) return { problem };
  return rows.map((row) => {
    const given = row as Pick<Fault, 'effect'> & Partial<Fault>;
    const when = given.when ?? (given.effect === 'malformed' ? 'after' : 'before');
    const { latencyMs = 0, times = null } = given;
    return { ...given, id: newId(), when, latencyMs, times, hits: 0 };
  });
};
