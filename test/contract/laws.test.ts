import { writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { apiCases } from './cases/apis.ts';
import { appCases } from './cases/apps.ts';
import { calloutCases } from './cases/callouts.ts';
import { credentialCases } from './cases/credentials.ts';
import { deployCases } from './cases/deploys.ts';
import { tokenCases } from './cases/tokens.ts';
import { openOrg, type ContractOrg } from './contractOrg.ts';
import { makeReport, printReport, shown, type Shown } from './lawReport.ts';

const cases = [...appCases, ...tokenCases, ...credentialCases, ...calloutCases, ...deployCases, ...apiCases].sort(
  (a, b) => a.id.localeCompare(b.id),
);

describe('the laws, in the org given', () => {
  const done: Shown[] = [];
  let org: ContractOrg;

  before(async () => {
    org = await openOrg(process.env['SELFCALLOUT_ORG'] ?? '');
  });

  after(async () => {
    const report = makeReport(org.version, done);
    await writeFile('laws-report.json', `${JSON.stringify(report, undefined, 2)}\n`);
    console.log(printReport(report));
    console.log('\nlaws-report.json holds the same; it names no org and no user.');
  });

  for (const law of cases) {
    it(`${law.id}: ${law.what}`, async () => {
      const did = org.anonymous(await law.run(org).catch((error: unknown) => `the case failed: ${String(error)}`));
      const row = shown(law, did);
      done.push(row);
      expect(row.agrees, `the law says ${JSON.stringify(row.says)}; the org: ${did}`).to.equal(true);
    });
  }

  it('removed what it made', async () => {
    expect(await org.removeAll()).to.deep.equal([]);
  });
});
