import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { aggregate, type LineResult } from '../../../scripts/cassettes/aggregate.ts';
import { answerValue } from '../../../scripts/cassettes/answerValue.ts';
import { commonStock, compareShapes } from '../../../scripts/cassettes/compareShapes.ts';
import { readCassettes } from '../../../scripts/cassettes/readCassettes.ts';
import { replayCassette } from '../../../scripts/cassettes/replayCassette.ts';

const HOST = 'https://orgname.my.salesforce.com/services/data/vxx.0';

type Sample = { method?: string; path: string; body?: unknown; status?: number; answer: unknown };

/** An interaction in the form of vcrpy. */
const interaction = ({ method = 'GET', path, body, status = 200, answer }: Sample): unknown => ({
  request: {
    method,
    uri: path.startsWith('http') ? path : HOST + path,
    body: body === undefined ? null : JSON.stringify(body),
  },
  response: {
    status: { code: status, message: '' },
    headers: { 'Content-Type': ['application/json;charset=UTF-8'] },
    body: { string: JSON.stringify(answer) },
  },
});

// YAML holds JSON.
const cassette = (...samples: Sample[]): string =>
  JSON.stringify({ version: 1, interactions: samples.map(interaction) });

const ACCOUNT = '0015e00000AbCdEFGH';

const found = (more: object = {}): object => ({
  totalSize: 1,
  done: true,
  records: [
    {
      attributes: { type: 'Account', url: `/services/data/vxx.0/sobjects/Account/${ACCOUNT}` },
      Id: ACCOUNT,
      Name: 'A',
      ...more,
    },
  ],
});

const QUERY = '/query/?q=SELECT+Id%2C+Name+FROM+Account';

const kinds = (recorded: unknown, here: unknown): string[] =>
  compareShapes(recorded, here).map(({ kind, path }) => `${kind} ${path}`);

describe('the comparison with recorded traffic', () => {
  let folder: string;

  const results = async (files: Readonly<Record<string, string>>): Promise<LineResult[]> => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const outcomes = [];
    for (const one of await readCassettes(folder)) outcomes.push(...(await replayCassette(one)));
    return aggregate(outcomes);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'selfcallout-cassettes-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('agrees where an org answered alike, with records made and ids mapped', async () => {
    const lines = await results({
      'a/cassettes/same.yaml': cassette(
        { path: QUERY, answer: found() },
        {
          path: `/sobjects/Account/${ACCOUNT}?fields=Name`,
          answer: { attributes: { type: 'Account', url: 'x' }, Id: ACCOUNT, Name: 'A' },
        },
        {
          method: 'POST',
          path: '/sobjects/Account/',
          body: { Name: 'B' },
          status: 201,
          answer: { id: '0015e00000AbCdXFGH', success: true, errors: [] },
        },
        { path: "/query/?q=SELECT+Id,+Name+FROM+Account+WHERE+Id='0015e00000AbCdXFGH'", answer: found() },
      ),
    });
    expect(lines.map(({ state, line }) => `${state}: ${line}`)).to.deep.equal([
      'agreed: GET /services/data/vNN.0/query/?q=SELECT Id, Name FROM Account',
      "agreed: GET /services/data/vNN.0/query/?q=SELECT Id, Name FROM Account WHERE Id='ID'",
      'agreed: GET /services/data/vNN.0/sobjects/Account/ID?fields=Name',
      'agreed: POST /services/data/vNN.0/sobjects/Account/',
    ]);
  });

  it('finds what was planted: a key, a type, a status, a column', async () => {
    const lines = await results({
      'a/cassettes/planted.yaml': cassette(
        { path: QUERY, answer: { ...found(), planted: 1, done: 'true' } },
        { path: '/sobjects/Nowhere/describe', answer: { name: 'Nowhere' } },
        { path: '/query/?q=SELECT+Id,+Name,+Planted+FROM+Account', answer: found({ Planted: 'x' }) },
      ),
    });
    expect(lines.map(({ state }) => state)).to.deep.equal(['differs', 'differs', 'differs']);
    expect(lines.flatMap(({ differences }) => differences.map(({ kind, path }) => `${kind} ${path}`))).to.deep.equal([
      'type done',
      'missing planted',
      'missing records[].Planted',
      'value status',
    ]);
  });

  it('tells what is not emulated and what says nothing about an org', async () => {
    const lines = await results({
      'a/cassettes/other.yaml': cassette(
        { path: '/knowledgeManagement/settings', answer: {} },
        { path: 'https://elsewhere.example/x', answer: {} },
      ),
    });
    expect(lines.map(({ state }) => state)).to.deep.equal(['not emulated', 'not comparable']);
  });

  it('reads what cassettes share, templates, and quoted texts that stand too far left', async () => {
    const shared = JSON.stringify(interaction({ path: QUERY, answer: found() }));
    await results({
      'a/shared_cassettes/Accounts.yaml': shared,
      'a/shared_cassettes/templates/job.tpl': '<job><id>{id}</id><state>{state:Open}</state></job>',
      'b/cassettes/uses.yaml': `interactions:
- include_file: Accounts.yaml
- request:
    method: POST
    uri: https://orgname.my.salesforce.com/services/async/vxx.0/job
    body: '<job>
  <state>Open</state></job>'
  response:
    status: {code: 201}
    headers: {Content-Type: [application/xml]}
    body:
      string:
        include_template: job.tpl
        vars: {id: one}
`,
    });
    const [, uses] = await readCassettes(folder);
    expect(uses?.interactions.map(({ text }) => text)).to.deep.equal([
      JSON.stringify(found()),
      '<job><id>one</id><state>Open</state></job>',
    ]);
    expect(uses?.interactions[1]?.body).to.equal('<job> <state>Open</state></job>');
  });

  it('compares keys and types at every depth, elements by name or place, and passes over null', () => {
    expect(kinds({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).to.deep.equal([]);
    expect(kinds({ a: [{ b: { c: 1, d: null } }] }, { a: [{ b: { c: '1', d: 1 } }] })).to.deep.equal(['type a[].b.c']);
    expect(kinds({ a: [] }, { a: {} })).to.deep.equal(['type a']);
    expect(kinds({ a: [1] }, { a: [] })).to.deep.equal(['empty a']);
    expect(kinds({ a: 1 }, { b: 1 })).to.deep.equal(['missing a', 'extra b']);
    expect(kinds({ errorCode: 'A', message: 'x' }, { errorCode: 'B', message: 'y' })).to.deep.equal([
      'value errorCode',
    ]);
    const recorded = { fields: [{ name: 'A', x: 1 }, { name: 'B' }] };
    const here = { fields: [{ name: 'B' }, { name: 'A', x: '' }] };
    expect(kinds(recorded, here)).to.deep.equal(['type fields[].x']);
    expect([...commonStock(recorded, { fields: [{ name: 'B' }] })]).to.deep.equal([
      ['fields', { common: 1, recorded: 2 }],
    ]);
  });

  it('compares the names of XML elements, whatever their prefixes', () => {
    const valueOf = (text: string): unknown => {
      const answer = answerValue(text, 'text/xml');
      return 'value' in answer ? answer.value : undefined;
    };
    expect(kinds(valueOf('<a:x xmlns:a="u"><b>1</b></a:x>'), valueOf('<x><b>2</b><b>3</b></x>'))).to.deep.equal([]);
    expect(kinds(valueOf('<x><b>1</b></x>'), valueOf('<x><c>1</c></x>'))).to.deep.equal([
      'missing x[].b',
      'extra x[].c',
    ]);
  });
});
