import { distinct, type Difference } from './compareShapes.ts';
import type { Outcome } from './replayCassette.ts';

/** What came of all replays of one request line. */
export type LineResult = {
  line: string;
  state: Outcome['state'];
  replays: number;
  agreed: number;
  differences: Difference[];
  notes: string[];
  /** By path: of so many named elements of the recordings so many are here. */
  stock: Record<string, string>;
};

const RANK: readonly Outcome['state'][] = ['differs', 'agreed', 'not emulated', 'not comparable'];

const mergedStock = (outcomes: readonly Outcome[]): Record<string, string> => {
  const sums = new Map<string, { common: number; recorded: number }>();
  // One replay is as good as another: recordings of one line repeat each other.
  for (const { stock } of outcomes) for (const [path, counts] of stock) sums.set(path, counts);
  return Object.fromEntries([...sums].map(([path, { common, recorded }]) => [path, `${common} of ${recorded}`]));
};

/** Where a line has more than one kind of request: how many of them are not emulated. */
const partlyAbsent = (outcomes: readonly Outcome[]): string[] => {
  const absent = outcomes.filter(({ state }) => state === 'not emulated').length;
  return absent === 0 || absent === outcomes.length ? [] : [`${absent} of them not emulated`];
};

export const aggregate = (outcomes: readonly Outcome[]): LineResult[] => {
  const lines = new Map<string, Outcome[]>();
  for (const outcome of outcomes) lines.set(outcome.line, [...(lines.get(outcome.line) ?? []), outcome]);
  return [...lines]
    .map(([line, own]): LineResult => {
      return {
        line,
        state: RANK.find((state) => own.some((outcome) => outcome.state === state)) ?? 'not comparable',
        replays: own.length,
        agreed: own.filter(({ state }) => state === 'agreed').length,
        differences: distinct(own.flatMap((outcome) => outcome.differences)),
        notes: [...partlyAbsent(own), ...new Set(own.flatMap(({ note }) => note ?? []))],
        stock: mergedStock(own),
      };
    })
    .sort((a, b) => (a.line < b.line ? -1 : 1));
};
