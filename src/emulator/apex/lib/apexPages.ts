import type { Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import type { Room } from './define.ts';
import type { Reference } from './pageReference.ts';

const pages = new WeakMap<Tx, Reference>();

/** Tells a transaction which page it serves. */
export const setCurrentPage = (tx: Tx, page: Reference): void => {
  pages.set(tx, page);
};

export const apexPagesRooms: Room[] = [
  { name: 'ApexPages', statics: { 'PageReference currentPage()': (tx: Tx): Value => pages.get(tx) ?? null } },
  {
    name: 'Test',
    statics: {
      'void setCurrentPage(PageReference)': (page: Reference, tx: Tx) => {
        if (!tx.test) throw apexError(tx, 'TypeException', 'Testing method may only be called from a test method');
        setCurrentPage(tx, page);
      },
    },
  },
];
