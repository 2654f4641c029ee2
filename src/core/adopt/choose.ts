import { fail } from '../failure.ts';
import type { Method } from '../settings.ts';
import { adoptedComponents } from './adopted.ts';
import type { Candidate } from './candidates.ts';

/** What the user said of the loopback to take over: its method, and components as `Type:Name`. */
export type Wanted = { method: Method | undefined; use: readonly string[] };

/** A candidate in a line: `NamedCredential Org_API (client-credentials): ExternalCredential Org, …`. */
export const describe = ({ adopted, way, problems }: Candidate): string => {
  const [first, ...rest] = adoptedComponents(adopted).map(({ type, fullName }) => `${type} ${fullName}`);
  const method = way === undefined ? '' : ` (${way.method})`;
  const more = problems.length > 0 ? problems.join('; ') : rest.join(', ');
  return `${first ?? ''}${method}${more === '' ? '' : `: ${more}`}`;
};

const keysOf = ({ adopted }: Candidate): string[] =>
  adoptedComponents(adopted).map(({ type, fullName }) => `${type}:${fullName}`);

const has = (candidate: Candidate, use: string): boolean =>
  keysOf(candidate).some((key) => key.toLowerCase() === use.toLowerCase());

/** What of a candidate no other one has, as `--use` takes it. */
const telling = (candidate: Candidate, others: readonly Candidate[]): string | undefined =>
  keysOf(candidate).find((key) => others.every((other) => other === candidate || !has(other, key)));

/**
 * The one candidate that is meant. Never a guess: fails with AdoptionAmbiguous and the candidates where there are several,
 * AdoptionBroken where there is one that cannot be used, AdoptionNothing where there is none.
 */
export const choose = (
  candidates: readonly Candidate[],
  { method, use }: Wanted,
  host: string,
  elsewhere: readonly string[],
): Candidate => {
  const unknown = use.find((each) => !candidates.some((candidate) => has(candidate, each)));
  if (unknown !== undefined) fail('AdoptionUnknown', { use: unknown, found: linesOf(candidates.map(describe)) });
  const meant = candidates.filter(
    (candidate) =>
      use.every((each) => has(candidate, each)) &&
      (method === undefined || candidate.way === undefined || candidate.way.method === method),
  );
  const usable = meant.filter(({ problems }) => problems.length === 0);
  const [first, ...others] = usable;
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    const uses = usable
      .flatMap((candidate) => telling(candidate, usable) ?? [])
      .map((each) => `--use ${each}`)
      .toSorted();
    fail('AdoptionAmbiguous', { found: linesOf(usable.map(describe)), uses: uses.join(', or ') });
  }
  if (meant.length > 0) fail('AdoptionBroken', { found: linesOf(meant.map(describe)) });
  return fail('AdoptionNothing', { host, found: linesOf([...candidates.map(describe), ...elsewhere]) });
};

const linesOf = (lines: readonly string[]): string =>
  lines.length === 0
    ? ' nothing'
    : lines
        .toSorted()
        .map((line) => `\n  ${line}`)
        .join('');
