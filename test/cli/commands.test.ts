import { expect } from 'chai';
import type { Bench, CommandRow } from './commandRow.ts';
import { openBench } from './openBench.ts';
import { apexRows } from './rows/apexRows.ts';
import { dataRows } from './rows/dataRows.ts';
import { deployJobRows } from './rows/deployJobRows.ts';
import { deployRows } from './rows/deployRows.ts';
import { loginRows } from './rows/loginRows.ts';
import { logoutRows } from './rows/logoutRows.ts';
import { orgRows } from './rows/orgRows.ts';
import { retrieveRows } from './rows/retrieveRows.ts';
import type { Answer } from './session.ts';

/** What the table prints of a row that has run. */
type Outcome = { name: string; exit: number | undefined; seconds: number; verdict: string };

const ROWS: readonly CommandRow[] = [
  ...loginRows,
  ...deployRows,
  ...deployJobRows,
  ...orgRows,
  ...retrieveRows,
  ...apexRows,
  ...dataRows,
  ...logoutRows,
];

/** What one row asks for on purpose, and what `generate manifest` asks of every org and does without. */
const EXPECTED = /^\/sobjects\/Account$|FROM(?:\+|%20)StandardValueSet/;

const answerOf = async (row: CommandRow, bench: Bench): Promise<Answer> => {
  const { session, project } = bench;
  const options = { cwd: project, ...(row.env && { env: row.env(bench) }) };
  if (!row.plain) return session.json(row.args(bench), options);
  const { code, output, stdout } = await session.sf(row.args(bench), options);
  return { status: code, message: stdout.trim() === '' ? output : stdout };
};

const told = ({ name, message, result }: Answer): string =>
  `${name ?? ''} ${message ?? JSON.stringify(result)}`.slice(0, 1500);

const tableOf = (outcomes: readonly Outcome[]): string => {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const lines = outcomes.map(
    ({ name, exit, seconds, verdict }) =>
      `  ${name.padEnd(width)}  ${String(exit ?? '-').padStart(4)}  ${seconds.toFixed(1).padStart(5)} s  ${verdict}`,
  );
  const unexpected = outcomes.filter(({ verdict }) => verdict !== 'as expected').length;
  return [
    `  ${'sf …'.padEnd(width)}  exit  seconds  outcome`,
    ...lines,
    `  ${outcomes.length} commands, ${unexpected} unexpected`,
  ].join('\n');
};

describe('cli: the commands of the real sf', () => {
  let bench: Awaited<ReturnType<typeof openBench>>;
  const outcomes: Outcome[] = [];

  before(async () => {
    bench = await openBench();
  });

  after(async () => {
    console.log(`\n${tableOf(outcomes)}\n`);
    await bench.close();
  });

  for (const row of ROWS) {
    it(row.name, async () => {
      const outcome: Outcome = { name: row.name, exit: undefined, seconds: 0, verdict: 'UNEXPECTED' };
      outcomes.push(outcome);
      await row.prepare?.(bench);
      const started = performance.now();
      const answer = await answerOf(row, bench);
      outcome.seconds = (performance.now() - started) / 1000;
      outcome.exit = answer.status;
      expect(answer.status, told(answer)).to.equal(row.exit ?? 0);
      await row.shows(answer, bench);
      outcome.verdict = 'as expected';
    });
  }

  it('ask for nothing that the emulated org does not have', () => {
    const vain = bench.emulator.state.requests.filter(({ status, path }) => status === 501 && !EXPECTED.test(path));
    const asked = new Set(vain.map(({ method, path, operation }) => `${method} ${path} ${operation ?? ''}`));
    expect([...asked].join('\n')).to.equal('');
  });
});
