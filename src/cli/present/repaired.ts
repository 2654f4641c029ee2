import type { RepairedReport } from '../../core/report.ts';
import { table } from './table.ts';

const wordsOf = ({ what, element = '', from = '', to = '', problem = '' }: RepairedReport): string => {
  switch (what) {
    case 'address':
      return `${element} from ${from} to ${to}`;
    case 'id':
      return `${element} ${from} left out`;
    case 'replaced':
      return `made anew as ${to}`;
    case 'deleted':
      return 'deleted';
    case 'stays':
      return `could not be deleted: ${problem}`;
    case 'runAs':
      return `runs the app instead of ${from}`;
    case 'login':
      return `login of ${to} instead of ${from}`;
  }
};

/** What came from another org and what became of it, or is to, for people; nothing where there was nothing. */
export const presentRepaired = (repaired: readonly RepairedReport[] = [], isToDo = false): string[] =>
  repaired.length === 0
    ? []
    : [
        '',
        ...table([
          ['Type', 'Name', isToDo ? 'To be repaired' : 'Repaired'],
          ...repaired.map((part) => [part.type, part.fullName, wordsOf(part)]),
        ]),
      ];
