import { expect } from 'chai';
import { ORG, noted, resultOf, type CommandRow } from '../commandRow.ts';
import type { Answer } from '../session.ts';

const query = (soql: string, ...args: string[]): string[] => ['data', 'query', '--query', soql, ...args, ...ORG];

type Records = { records: Record<string, unknown>[] };

const recordsOf = (answer: Answer): Record<string, unknown>[] =>
  resultOf<Records>(answer).records.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'attributes')),
  );

const VALUES = "Name='First Account' NumberOfEmployees=7";

const account = (verb: string, ...args: string[]): string[] => [
  'data',
  verb,
  'record',
  '-s',
  'Account',
  ...args,
  ...ORG,
];

export const dataRows: readonly CommandRow[] = [
  {
    name: 'data create record',
    args: () => account('create', '--values', VALUES),
    shows: (answer, { notes }) => {
      const { id } = resultOf<{ id: string }>(answer);
      expect(id).to.match(/^001/);
      notes.set('account', id);
    },
  },
  {
    name: 'data create record, without what it requires',
    args: () => account('create', '--values', 'NumberOfEmployees=7'),
    exit: 1,
    shows: (answer) => expect(JSON.stringify(answer)).to.contain('REQUIRED_FIELD_MISSING'),
  },
  {
    name: 'data query',
    args: () => query('SELECT Name, NumberOfEmployees FROM Account'),
    shows: (answer) => expect(recordsOf(answer)).to.deep.equal([{ Name: 'First Account', NumberOfEmployees: 7 }]),
  },
  {
    name: 'data query --result-format csv',
    args: () => query('SELECT Name, Owner.Name FROM Account', '--result-format', 'csv'),
    plain: true,
    shows: ({ message }) => expect(message).to.match(/^Name,Owner\.Name\nFirst Account,\S/m),
  },
  {
    name: 'data query --use-tooling-api',
    args: () => query("SELECT Name, Status FROM ApexClass WHERE Name = 'Good'", '--use-tooling-api'),
    shows: (answer) => expect(recordsOf(answer)).to.deep.equal([{ Name: 'Good', Status: 'Active' }]),
  },
  {
    name: 'data query, of a field that is not there',
    args: () => query('SELECT Nope FROM Account'),
    exit: 1,
    shows: ({ name, message }) => {
      expect(name).to.equal('INVALID_FIELD');
      expect(message).to.contain("No such column 'Nope'");
    },
  },
  {
    name: 'data update record',
    args: (bench) => account('update', '--record-id', noted(bench, 'account'), '--values', "Name='Second Account'"),
    shows: (answer, bench) => expect(resultOf<{ id: string }>(answer).id).to.equal(noted(bench, 'account')),
  },
  {
    name: 'data get record',
    args: () => account('get', '--where', "Name='Second Account'"),
    shows: (answer) => expect(answer.result).to.include({ Name: 'Second Account', NumberOfEmployees: 7 }),
  },
  {
    name: 'data delete record',
    args: (bench) => account('delete', '--record-id', noted(bench, 'account')),
    shows: (answer, { emulator }) => {
      expect(answer.result).to.include({ success: true });
      expect(emulator.state.records.get('Account') ?? []).to.deep.equal([]);
    },
  },
  {
    name: 'data query, no rows',
    args: () => query('SELECT Id FROM Account'),
    shows: (answer) => expect(answer.result).to.include({ totalSize: 0 }),
  },
  {
    name: 'sobject describe',
    args: () => ['sobject', 'describe', '--sobject', 'Thing__c', ...ORG],
    shows: (answer) => {
      const { fields } = resultOf<{ fields: { name: string }[] }>(answer);
      expect(fields.map(({ name }) => name)).to.include.members(['Id', 'Name', 'Note__c']);
    },
  },
  {
    name: 'sobject list',
    args: () => ['sobject', 'list', '--sobject', 'all', ...ORG],
    shows: (answer) => expect(resultOf<string[]>(answer)).to.include.members(['Account', 'Thing__c']),
  },
  {
    name: 'api request rest',
    args: () => ['api', 'request', 'rest', '/services/data/v65.0/limits', ...ORG],
    plain: true,
    shows: ({ message = '' }) => expect(JSON.parse(message)).to.have.property('DailyApiRequests'),
  },
  {
    name: 'api request rest, a path without its root: no such resource',
    args: () => ['api', 'request', 'rest', 'sobjects/Account', ...ORG],
    plain: true,
    exit: 1,
    shows: ({ message }) => expect(message).to.contain('GET /sobjects/Account'),
  },
  {
    name: 'api request graphql',
    args: () => [
      ...['api', 'request', 'graphql', '--body', 'query { uiapi { query { User { totalCount } } } }', ...ORG],
    ],
    plain: true,
    shows: ({ message = '' }) => expect(JSON.parse(message)).to.have.nested.property('data.uiapi.query.User'),
  },
];
