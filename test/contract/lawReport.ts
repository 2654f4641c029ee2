import { lawPlaces, type LawPlace } from '../../scripts/laws/lawPlaces.ts';
import { lawRows } from '../../scripts/emulator/lawRows.ts';
import { judge, type LawCase } from './lawCase.ts';

/** A case, as it went: nothing in it tells which org it was. */
export type Shown = {
  law: string;
  what: string;
  /** What the law says, as a pattern, or by position of the emulated org's switch. */
  says: string | Record<string, string>;
  did: string;
  agrees: boolean;
  /** `switch: position` that this org has. */
  position?: string;
};

export type LawReport = {
  /** `NN.0`, at which the cases asked. */
  apiVersion: string;
  laws: Array<{ law: string; what: string; shownIn: readonly LawPlace[]; cases: Shown[] }>;
};

export const shown = (law: LawCase, did: string): Shown => {
  const { lawful } = law;
  const says =
    lawful instanceof RegExp
      ? lawful.source
      : Object.fromEntries(Object.entries(lawful).map(([position, pattern]) => [position, pattern.source]));
  return { law: law.id, what: law.what, says, did, ...judge(law, did) };
};

/** All laws in order, those without a case too. */
export const makeReport = (apiVersion: string, cases: readonly Shown[]): LawReport => ({
  apiVersion,
  laws: lawRows.map(({ id, what }) => ({
    law: id,
    what,
    shownIn: lawPlaces[id] ?? ['scratch'],
    cases: cases.filter(({ law }) => law === id),
  })),
});

const line = ({ what, says, did, agrees, position }: Shown): string =>
  [
    `    ${agrees ? 'as the law says' : 'DIFFERS'}: ${what}`,
    `        org: ${did.replaceAll('\n', ' ').slice(0, 200)}`,
    `        law: ${position ?? (typeof says === 'string' ? says : Object.keys(says).join(' or '))}`,
  ].join('\n');

export const printReport = ({ laws }: LawReport): string =>
  laws
    .map(({ law, what, shownIn, cases }) =>
      [`${law} ${what} (${shownIn.join(', ')})`, ...(cases.length === 0 ? ['    no case'] : cases.map(line))].join(
        '\n',
      ),
    )
    .join('\n');
