import { EDITIONS, SANDBOX_NAME, type Edition, type EditionRow } from '../../src/emulator/state/editions.ts';

/** What differs between kinds of org, kind by kind, and what says so. */
export type EditionDocRow = { what: string; of: (row: EditionRow, edition: Edition) => string; source: string };

export const editionNames = Object.keys(EDITIONS) as Edition[];

export const editionRows: readonly EditionDocRow[] = [
  { what: '`OrganizationType`', of: ({ organizationType }) => organizationType, source: 'Salesforce documentation' },
  { what: '`IsSandbox`', of: ({ isSandbox }) => String(isSandbox), source: 'how `@salesforce/core` tells orgs apart' },
  {
    what: '`TrialExpirationDate`',
    of: ({ lifeDays }) => (lifeDays === undefined ? 'null' : `in ${lifeDays} days`),
    source: 'how `@salesforce/core` tells orgs apart; the days are the default of `sf org create scratch`',
  },
  {
    what: 'username of the CLI',
    of: (_, edition) => `admin@selfcallout.example${edition === 'sandbox' ? `.${SANDBOX_NAME}` : ''}`,
    source: 'L66',
  },
  { what: 'login host, audience of a JWT', of: ({ loginHost }) => loginHost, source: 'L17' },
  {
    what: 'My Domain',
    of: ({ domain }) => `${domain('NAME')}.my.salesforce.com`,
    source: 'documented forms of a My Domain; over HTTP the address is that of the port',
  },
  {
    what: 'deploys of Apex',
    of: ({ isProduction }) =>
      isProduction
        ? 'run tests, 75 % covered; `NoTestRun` is refused'
        : 'without tests, but where a level asks for them',
    source: 'L53',
  },
  {
    what: '`rollbackOnError=false`',
    of: ({ isProduction }) => (isProduction ? 'refused' : 'keeps what worked'),
    source: 'L50',
  },
  {
    what: 'an administrator at the login page',
    of: ({ privilegedLogin }) => privilegedLogin,
    source: 'L72, switch `privilegedLogin`',
  },
  {
    what: 'a new Connected App',
    of: (_, edition) => (edition === 'scratch' ? 'refused, but where its Dev Hub has the exception' : 'refused'),
    source: 'L01; switch `connectedAppCreation` is the exception',
  },
  {
    what: 'features',
    of: () => 'the same',
    source:
      'no public source tells what an org lacks without those that scratch definitions name for External Client Apps',
  },
];
