import { expect } from 'chai';
import { htmlReceipt } from '../../../../../src/core/receipt/html/htmlReceipt.ts';
import { ofAllKinds, tokenRefused, verifyReport } from '../../../../support/verifyReport.ts';

describe('htmlReceipt', () => {
  it('needs nothing else: no script, no address but in texts, and a policy that forbids both', () => {
    const page = htmlReceipt(verifyReport(ofAllKinds));
    expect(page).not.to.match(/<(script|link|img|iframe|object|embed|use|image)\b|\bsrc=|url\(|@import|\son\w+=/i);
    expect([...page.matchAll(/href="([^"]*)"/g)].every(([, href = '']) => href.startsWith('#why-'))).to.equal(true);
    expect(page).to.contain("content=\"default-src 'none'; style-src 'unsafe-inline'");
  });

  it('says who, when, which org, how, each check, each id and what stays', () => {
    const report = verifyReport();
    const page = htmlReceipt(report);
    for (const part of [
      'me@acme.example',
      '2026-11-22 09:30:00 UTC',
      '00D000000000001EAA',
      '67.0',
      'client-credentials',
      'Api, RefreshToken',
      '63 of 63 callouts came back, in 7 of 7 contexts.',
      '4xR6kGcZ-request-id',
      '707000000000105AAA',
      'scheduled',
    ]) {
      expect(page).to.contain(part);
    }
    const rows =
      page
        .split('<table class="checks">')
        .slice(1)
        .join('')
        .match(/<tr>\s*<td/g) ?? [];
    expect(rows).to.have.length(report.checks.length);
  });

  it('leads from each red cell to its reason', () => {
    const page = htmlReceipt(verifyReport(ofAllKinds));
    for (const [, number = ''] of page.matchAll(/href="#why-(\d+)"/g)) expect(page).to.contain(`id="why-${number}"`);
    expect(htmlReceipt(verifyReport(tokenRefused))).to.contain('9 of 9 broke at the token endpoint.');
  });

  it('gives each diagram a title and its words', () => {
    const page = htmlReceipt(verifyReport());
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const [, labels = ''] of page.matchAll(/aria-labelledby="([^"]*)"/g)) {
      expect(ids).to.include.members(labels.split(' '));
    }
  });

  it('escapes whatever an org says, in texts, attributes and drawings', () => {
    const hostile = `"><script>alert('x')</script><svg onload=alert(1)>`;
    const report = verifyReport({ row: () => ({ status: 401, errorCode: hostile, message: hostile }) });
    const page = htmlReceipt({
      ...report,
      org: { ...report.org, username: hostile },
      next: hostile,
      scopes: [hostile],
    });
    expect(page).not.to.contain('<script>').and.not.to.contain('<svg onload');
    expect(page).to.contain('&lt;script&gt;alert(&apos;x&apos;)');
  });
});
