import type { CoveredLines, LineCoverage, TestOutcome } from '../host.ts';
import { outermost } from '../bind/access.ts';
import type { Program } from '../link/program.ts';
import type { TypeDef } from '../model.ts';

type Lines = Map<TypeDef, Set<number>>;

const isCounted = (top: TypeDef): boolean => top.kind === 'class' && !top.modifiers.annotations.has('istest');

/** Where a transaction notes the lines that it runs: a place for each class and each inner one. */
export const noLines = (program: Program): Lines =>
  new Map(
    [...program.classes.values()].flatMap((top) => [top, ...top.inner.values()].map((def) => [def, new Set<number>()])),
  );

/** Lines by outer class, in order; what test classes run of themselves does not count. */
const byClass = (lines: Lines): Map<TypeDef, number[]> => {
  const found = new Map<TypeDef, Set<number>>();
  for (const [def, own] of lines) {
    const top = outermost(def) ?? def;
    if (own.size > 0 && isCounted(top)) found.set(top, new Set([...(found.get(top) ?? []), ...own]));
  }
  return new Map([...found].map(([top, all]) => [top, [...all].toSorted((a, b) => a - b)]));
};

export const coveredBy = (lines: Lines): CoveredLines[] =>
  [...byClass(lines)].map(([{ name }, covered]) => ({ className: name, lines: covered }));

/**
 * Of every class that is no test: its lines that can run, and those that the tests ran. Bodies never reached are bound
 * for it.
 */
export const coverageOf = (program: Program, tests: readonly Pick<TestOutcome, 'covered'>[]): LineCoverage[] => {
  const tops = [...program.classes.values()].filter(isCounted);
  for (const top of tops) for (const check of program.checks.get(top) ?? []) check();
  const all = byClass(program.lines);
  return tops.map((top) => {
    const ran = tests.flatMap(({ covered }) => covered.filter(({ className }) => className === top.name));
    const covered = [...new Set(ran.flatMap(({ lines }) => lines))].toSorted((a, b) => a - b);
    return { className: top.name, lines: all.get(top) ?? [], covered };
  });
};
