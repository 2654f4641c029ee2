import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { reasonOf as explains } from '../../scripts/cassettes/reasons.ts';
import { readCassettesRecord } from '../../scripts/cassettes/section.ts';
import { endpointRows } from '../../scripts/emulator/endpointRows.ts';
import { lawRows } from '../../scripts/emulator/lawRows.ts';
import { renderDoc } from '../../scripts/emulator/renderDoc.ts';
import { reasonOf } from '../../scripts/outside/minloproReasons.ts';
import { readRecord } from '../../scripts/outside/minloproSection.ts';
import { root } from '../../scripts/root.ts';
import { routes } from '../../src/emulator/http/routes.ts';

describe('house: docs/emulator.md', () => {
  it('is what its rows say', async () => {
    expect(readFileSync(join(root, 'docs/emulator.md'), 'utf8')).to.equal(await renderDoc());
  });

  it('has a row for every route', () => {
    const examples = endpointRows.flatMap(({ examples: paths = [] }) => paths);
    const missing = routes.filter(({ pattern }) => !examples.some((path) => pattern.test(path)));
    expect(missing.map(({ method, pattern }) => `${method} ${pattern.source}`)).to.deep.equal([]);
  });

  it('has a route for every row that gives an example', () => {
    const answers = (path: string): boolean => routes.some(({ pattern }) => pattern.test(path));
    const idle = endpointRows.filter(({ examples = [] }) => !examples.every(answers));
    expect(idle.map(({ path }) => path)).to.deep.equal([]);
  });

  it('explains whatever of an outside loopback did not deploy', async () => {
    const { outcomes } = await readRecord();
    const failures = outcomes.flatMap(({ type, problems }) => problems.map((problem) => ({ type, problem })));
    expect(outcomes.length).to.be.greaterThan(failures.length);
    expect(failures.filter(({ type, problem }) => reasonOf(type, problem) === undefined)).to.deep.equal([]);
  });

  it('explains whatever differs from recorded traffic', async () => {
    const { lines } = await readCassettesRecord();
    expect(lines.filter(({ state }) => state === 'agreed').length).to.be.greaterThan(25);
    const unexplained = lines.flatMap(({ line, differences }) =>
      differences
        .filter((difference) => explains(line, difference) === undefined)
        .map(({ path }) => `${line}: ${path}`),
    );
    expect(unexplained).to.deep.equal([]);
  });

  it('numbers the laws without a gap', () => {
    const numbers = lawRows.map(({ id }) => Number(id.slice(1)));
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
  });
});
