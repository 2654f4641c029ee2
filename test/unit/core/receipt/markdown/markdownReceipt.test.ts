import { expect } from 'chai';
import { markdownReceipt } from '../../../../../src/core/receipt/markdown/markdownReceipt.ts';
import { ofAllKinds, verifyReport } from '../../../../support/verifyReport.ts';

const tableOf = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('|'));

describe('markdownReceipt', () => {
  it('says who, when, which org, how, and each check with its ids', () => {
    const report = verifyReport();
    const text = markdownReceipt(report);
    for (const part of [
      '# Loopback SelfCallout: proven',
      '- Verified by: me@acme.example',
      '- When: 2026-11-22 09:30:00 UTC',
      '- Org: 00D000000000001EAA',
      '- API version: 67.0',
      '- Method: client-credentials',
      '- Scopes: Api, RefreshToken',
      '- Queueable 707000000000103AAA, batch, Completed',
    ]) {
      expect(text).to.contain(`${part}\n`);
    }
    expect(text).to.match(
      /^\| ✓ \| restQuery \| batch \| REST query \| GET \| callout:SelfCallout \| HTTP 200 \| 30 ms \| 700 ms \| 4xR2kGcZ-request-id \| 707000000000103AAA \| {2}\|$/m,
    );
    expect(tableOf(text)).to.have.length(2 + report.checks.length);
  });

  it('gives each reason once, with where and what next', () => {
    const text = markdownReceipt(verifyReport(ofAllKinds));
    expect(text).to.contain('- anonymous, queueable, batch, future, invocable: REST limits. The user');
    expect(text).to.match(/- batch: GraphQL\. The org did not answer in time.* Next: `sf selfcallout verify /);
  });

  it('keeps its table and its page whole, whatever an org says', () => {
    const message = '| <script>alert(1)</script> `x` [a](b) **c** _d_ \\| e\n# f';
    const report = verifyReport({ row: () => ({ status: 0, exceptionType: 'System.CalloutException', message }) });
    const rows = tableOf(markdownReceipt(report));
    const cells = new Set(rows.map((line) => line.replaceAll(/\\./g, '').split('|').length));
    expect([...cells]).to.deep.equal([14]);
    expect(markdownReceipt(report)).not.to.match(/<script|[^\\]`x|[^\\]\[a|[^\\]\*\*c|^# f/m);
  });
});
