import { expect } from 'chai';
import type { Method } from '../../../../src/core/settings.ts';
import type { ProbeRow } from '../../../../src/core/probeRow.ts';
import { CHECKS } from '../../../../src/core/verify/checks.ts';
import { isProven, judge } from '../../../../src/core/verify/judge.ts';

const ORG = '00D000000000001EAA';
const context = { name: 'SelfCallout', orgId: ORG, targetOrg: 'me@acme.example', runAs: 'bot@acme.example' };

const rows = (edit: (row: ProbeRow) => Partial<ProbeRow> = () => ({})): ProbeRow[] =>
  CHECKS.map(({ id, namesOrg }) => {
    const row: ProbeRow = {
      id,
      context: 'anonymous',
      status: 200,
      durationMs: 5,
      at: 1,
      ...(namesOrg ? { orgId: ORG } : {}),
    };
    return { ...row, ...edit(row) };
  });

const failing = (rest: Partial<ProbeRow>): ReturnType<typeof judge>[number] => {
  const [first] = judge(
    rows(({ id }) => (id === 'restQuery' ? { status: 0, ...rest } : {})),
    context,
  );
  return first ?? expect.fail();
};

describe('judge', () => {
  it('proves a loopback whose callouts all succeed', () => {
    const checks = judge(rows(), context);
    expect(checks.map(({ ok }) => ok)).to.deep.equal(CHECKS.map(() => true));
    expect(checks.map(({ via }) => via)).to.deep.equal([
      ...Array<string>(9).fill('callout:SelfCallout'),
      ...Array<string>(2).fill('session id'),
    ]);
    expect(isProven(checks)).to.equal(true);
  });

  it('L65: a permission that a least-privilege user lacks is neither green nor red, and does not spoil the proof', () => {
    const checks = judge(
      rows(({ id }) =>
        ['limits', 'toolingQuery'].includes(id) ? { status: 403, errorCode: 'INSUFFICIENT_ACCESS' } : {},
      ),
      context,
    );
    expect(checks.find(({ id }) => id === 'limits')).to.include({ ok: 'notGranted', status: 403 });
    expect(isProven(checks)).to.equal(true);
  });

  it('takes no 403 for a missing permission where the answer itself is the proof, or where the limit is spent', () => {
    expect(failing({ status: 403, errorCode: 'INSUFFICIENT_ACCESS' }).ok).to.equal(false);
    const spent = judge(
      rows(({ id }) => (id === 'limits' ? { status: 403, errorCode: 'REQUEST_LIMIT_EXCEEDED' } : {})),
      context,
    );
    expect(spent.find(({ id }) => id === 'limits')?.ok).to.equal(false);
  });

  it('L66: an answer of another org proves nothing', () => {
    const check = failing({ status: 200, orgId: '00D000000000002EAA' });
    expect(check).to.include({ ok: false });
    expect(check.why).to.contain('00D000000000002EAA');
    expect(failing({ status: 200, orgId: ORG.slice(0, 15) }).ok).to.equal(true);
  });

  it('an answer that names no org proves nothing', () => {
    const silent = rows().map(({ id, context: where, status, durationMs, at }) => ({
      id,
      context: where,
      status,
      durationMs,
      at,
    }));
    expect(isProven(judge(silent, context))).to.equal(false);
  });

  it('L41: the control row shows the session id and is no part of the proof', () => {
    const checks = judge(
      rows(({ id }) => (id === 'sessionId' ? { status: 401, errorCode: 'INVALID_SESSION_ID' } : {})),
      context,
    );
    expect(checks.at(-2)).to.include({ control: true, ok: false, status: 401, errorCode: 'INVALID_SESSION_ID' });
    expect(isProven(checks)).to.equal(true);
  });

  it('nothing is proven by rows that are missing', () => {
    expect(isProven(judge([], context))).to.equal(false);
    expect(judge([], context)[0]?.next).to.contain('sf selfcallout setup');
  });

  const texts: ReadonlyArray<[string, RegExp, RegExp]> = [
    [
      'We couldn\'t access the credential(s). You might not have the required permissions, or the external credential "SelfCallout" might not exist.',
      /principal/,
      /sf org assign permset --name SelfCallout --target-org me@acme.example/,
    ],
    ["The external credential isn't fully configured.", /No key and secret/, /sf selfcallout setup/],
    [
      'The callout couldn\'t access the endpoint. You might not have the required permissions, or the named credential "SelfCallout" might not exist.',
      /Named credential SelfCallout/,
      /sf selfcallout setup/,
    ],
    [
      'Unable to fetch the OAuth token. Error: invalid_client_id. Error description: client identifier invalid.',
      /15 minutes/,
      /sf selfcallout verify/,
    ],
    [
      'Unable to fetch the OAuth token. Error: invalid_client. Error description: invalid client credentials.',
      /stored secret/,
      /sf selfcallout setup/,
    ],
    [
      'Unable to fetch the OAuth token. Error: invalid_grant. Error description: no client credentials user enabled.',
      /no user to run as/,
      /--run-as/,
    ],
    [
      'Unable to fetch the OAuth token. Error: invalid_grant. Error description: request not supported on this domain.',
      /My Domain/,
      /setup/,
    ],
    ['Unable to fetch the OAuth token. Error: . Error description: .', /token endpoint/, /verify/],
    ["You don't have permission to view this data.", /edited and saved/, /sf selfcallout authorize/],
    ['The page SelfCalloutSession shows no session id: x', /may not see it/, /sf org assign permset/],
    ['The custom setting SelfCallout_Login__c holds no login.', /SelfCallout_Login__c/, /setup/],
    ['Unable to complete the JWT token exchange.', /SelfCallout_app/, /setup/],
    ['Read timed out', /in time/, /verify/],
    ['Something new', /no known cause/, /verify/],
  ];
  for (const [message, why, next] of texts) {
    it(`explains: ${message.slice(0, 100)}`, () => {
      const check = failing({ exceptionType: 'System.CalloutException', message });
      expect(check.ok).to.equal(false);
      expect(check.why).to.match(why).and.to.contain(message);
      expect(check.next).to.match(next);
    });
  }

  it('leads to a new consent where the method has one, and names what Apex goes through', () => {
    const row = {
      exceptionType: 'System.CalloutException',
      message: "The external credential isn't fully configured.",
    };
    const broken = rows(({ id }) => (id === 'sessionId' ? {} : { status: 0, ...row }));
    const next = (method: Method): string | undefined => judge(broken, { ...context, method })[0]?.next;
    expect(next('auth-provider')).to.contain('sf selfcallout authorize');
    expect(next('client-credentials')).to.contain('sf selfcallout setup');
    expect(judge(rows(), { ...context, method: 'visualforce' })[0]?.via).to.equal('SelfCalloutAuth');
    expect(judge(rows(), { ...context, method: 'jwt-bearer' })[0]?.via).to.equal('callout:SelfCallout');
  });

  it('explains refusals by their code', () => {
    expect(failing({ status: 401, errorCode: 'INVALID_SESSION_ID' }).why).to.contain('scope api');
    expect(failing({ status: 403, errorCode: 'API_DISABLED_FOR_ORG' }).why).to.contain('bot@acme.example');
    expect(failing({ status: 403, errorCode: 'REQUEST_LIMIT_EXCEEDED' }).why).to.contain('24 hours');
  });
});
