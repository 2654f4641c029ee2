import { expect } from 'chai';
import { ORG, type CommandRow } from '../commandRow.ts';

/** The last rows: nothing works after them. */
export const logoutRows: readonly CommandRow[] = [
  {
    name: 'org logout',
    args: () => ['org', 'logout', '--no-prompt', ...ORG],
    shows: (answer) => expect(answer.result).to.have.length(1),
  },
  {
    name: 'org display after it',
    args: () => ['org', 'display', ...ORG],
    exit: 2,
    shows: ({ name }) => expect(name).to.equal('NamedOrgNotFoundError'),
  },
];
