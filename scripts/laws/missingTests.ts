import type { LawRow } from '../emulator/lawRows.ts';

/** `name=a|b`, as the emulated org lists its switches, by name. */
const valuesOf = (switches: readonly string[]): Map<string, string[]> =>
  new Map(switches.map((text) => [text.split('=')[0] ?? '', (text.split('=')[1] ?? '').split('|')]));

/** What the title of a test has to hold so that it shows a law: its id or, of an open one, a position of its switch. */
const marksOf = ({ id, open }: LawRow, switches: ReadonlyMap<string, readonly string[]>): string[] =>
  open === undefined
    ? [id]
    : open.flatMap((name) => (switches.get(name) ?? ['no such switch']).map((value) => `${id} (${name}: ${value})`));

/** What no test says of a law; empty when nothing is missing. A law of which nothing is there lacks that, too. */
export const missingTests = (
  law: LawRow,
  titles: readonly string[],
  switches: readonly string[],
): readonly string[] => [
  ...(law.grade === 'absent' ? [`${law.id} itself, which is absent`] : []),
  ...marksOf(law, valuesOf(switches)).filter((mark) => !titles.some((title) => title.includes(mark))),
];
