import { expect } from 'chai';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { ORG, resultOf, type CommandRow } from '../commandRow.ts';

type Url = { url: string };

/** Where a browser that opens the link ends. */
const follow = async (url: string): Promise<string | null> =>
  (await fetch(url, { redirect: 'manual' })).headers.get('location');

export const orgRows: readonly CommandRow[] = [
  {
    name: 'org display',
    args: () => ['org', 'display', ...ORG],
    shows: (answer) =>
      expect(answer.result).to.include({ connectedStatus: 'Connected', username: CLI_USERNAME, apiVersion: '68.0' }),
  },
  {
    name: 'org display user',
    args: () => ['org', 'display', 'user', ...ORG],
    shows: (answer, { emulator }) => {
      const { id, profileName } = resultOf<{ id: string; profileName: string }>(answer);
      expect(profileName).to.equal('System Administrator');
      expect(emulator.state.records.get('User')?.map(({ Id }) => Id)).to.include(id);
    },
  },
  {
    name: 'org list',
    args: () => ['org', 'list'],
    shows: (answer) => {
      const { other, nonScratchOrgs } =
        resultOf<Record<string, { username: string; connectedStatus: string }[]>>(answer);
      const found = [...(other ?? []), ...(nonScratchOrgs ?? [])].find(({ username }) => username === CLI_USERNAME);
      expect(found?.connectedStatus).to.equal('Connected');
    },
  },
  {
    name: 'org list limits',
    args: () => ['org', 'list', 'limits', ...ORG],
    shows: (answer) =>
      expect(resultOf<{ name: string }[]>(answer).map(({ name }) => name)).to.include('DailyApiRequests'),
  },
  {
    name: 'org open --url-only',
    args: () => ['org', 'open', '--url-only', ...ORG],
    shows: async (answer) => expect(await follow(resultOf<Url>(answer).url)).to.equal('/'),
  },
  {
    name: 'org open --url-only --path',
    args: () => ['org', 'open', '--url-only', '--path', '/lightning/setup/NamedCredential/home', ...ORG],
    shows: async (answer) =>
      expect(await follow(resultOf<Url>(answer).url)).to.equal('/lightning/setup/NamedCredential/home'),
  },
  {
    name: 'org assign permset',
    args: () => ['org', 'assign', 'permset', '--name', 'GoodUsers', ...ORG],
    shows: (answer, { emulator }) => {
      const { successes } = resultOf<{ successes: { value: string }[] }>(answer);
      expect(successes.map(({ value }) => value)).to.deep.equal(['GoodUsers']);
      expect(emulator.state.records.get('PermissionSetAssignment')?.length).to.be.above(0);
    },
  },
  {
    name: 'org assign permset, of one that is not there',
    args: () => ['org', 'assign', 'permset', '--name', 'Nobody', ...ORG],
    exit: 1,
    shows: (answer) => expect(JSON.stringify(answer)).to.match(/Nobody/),
  },
  {
    name: 'org list metadata-types',
    args: () => ['org', 'list', 'metadata-types', ...ORG],
    shows: (answer) => {
      const { metadataObjects } = resultOf<{ metadataObjects: { xmlName: string }[] }>(answer);
      expect(metadataObjects.map(({ xmlName }) => xmlName)).to.include.members(['ApexClass', 'NamedCredential']);
    },
  },
  {
    name: 'org list metadata',
    args: () => ['org', 'list', 'metadata', '--metadata-type', 'ApexClass', ...ORG],
    shows: (answer) =>
      expect(resultOf<{ fullName: string }[]>(answer).map(({ fullName }) => fullName)).to.include('Good'),
  },
];
