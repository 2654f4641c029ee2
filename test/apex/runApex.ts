import type { AnonymousOutcome, ApexHost, ApexSource } from '../../src/emulator/apex/host.ts';
import { makeApexRuntime } from '../../src/emulator/apex/runtime.ts';
import { fakeHost } from './fakeHost.ts';

export const runtime = makeApexRuntime();

/** Classes by their text: the name is the first word after `class`, `interface` or `enum`. */
export const classesOf = (bodies: readonly string[], apiVersion = '64.0'): ApexSource[] =>
  bodies.map((body) => ({ name: /\b(?:class|interface|enum)\s+(\w+)/.exec(body)?.[1] ?? '', body, apiVersion }));

export const debugLines = (outcome: AnonymousOutcome): string[] =>
  outcome.log.flatMap((line) => /\|USER_DEBUG\|\[\d+\]\|[A-Z]+\|([\s\S]*)$/.exec(line)?.[1] ?? []);

export const run = (
  block: string,
  bodies: readonly string[] = [],
  host: ApexHost = fakeHost(),
): Promise<AnonymousOutcome> => runtime.runAnonymous(classesOf(bodies), block, '64.0', host);

/** What the block says with System.debug; throws when it did not end well. */
export const says = async (
  block: string,
  bodies: readonly string[] = [],
  host: ApexHost = fakeHost(),
): Promise<string[]> => {
  const outcome = await run(block, bodies, host);
  if (!outcome.success)
    throw new Error(
      outcome.compileProblem ?? `${outcome.exceptionMessage ?? ''}\n${outcome.exceptionStackTrace ?? ''}`,
    );
  return debugLines(outcome);
};

/** Problems as `line:column message`. */
export const problems = async (bodies: readonly string[], apiVersion = '64.0'): Promise<string[]> => {
  const all = classesOf(bodies, apiVersion);
  const found = await runtime.checkClasses(all, new Set(all.map(({ name }) => name)));
  return [...found.values()].flat().map(({ line, column, message }) => `${line}:${column} ${message}`);
};
