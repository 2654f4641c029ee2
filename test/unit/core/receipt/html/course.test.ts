import { expect } from 'chai';
import { coursesOf, type Course } from '../../../../../src/core/receipt/html/course.ts';
import { wayOf } from '../../../../../src/core/receipt/html/way.ts';
import { ofAllKinds, tokenRefused, verifyReport, type Happened } from '../../../../support/verifyReport.ts';

const courses = (happened: Happened): Course[] => {
  const report = verifyReport(happened);
  return coursesOf(report, wayOf(report));
};

const inShort = ({ steps }: Course): string[] =>
  steps.map((step) => {
    if (step.kind === 'heading') return step.label;
    return step.kind === 'break' ? `✗ ${step.at}` : `${step.from} → ${step.to}: ${step.label} (${step.tone})`;
  });

const broken = (message: string): Happened => ({
  row: (id) => (id.startsWith('sessionId') ? {} : { status: 0, exceptionType: 'System.CalloutException', message }),
});

const CONTROLS = [
  'Control: the session id alone',
  'apex → api: GET REST query (plain)',
  'api → apex: 200 (plain)',
  'apex → api: POST SOAP partner (plain)',
  'api → apex: 200 (plain)',
];

describe('coursesOf', () => {
  it('shows contexts in which the same happened once: Lightning differs by its control', () => {
    expect(courses({}).map(({ contexts }) => contexts)).to.deep.equal([
      ['anonymous', 'queueable', 'batch', 'scheduled', 'future', 'invocable'],
      ['Lightning'],
    ]);
  });

  it('shows token, callouts through the credential, and the control past it', () => {
    const [first, second] = courses({});
    expect(inShort(first!).slice(0, 5)).to.deep.equal([
      'apex → credential: callout (plain)',
      'credential → token: asks, if needed (plain)',
      'token → credential: access token (plain)',
      'apex → api: GET REST query (plain)',
      'api → apex: 200 (good)',
    ]);
    expect(inShort(first!).slice(-5)).to.deep.equal(CONTROLS);
    expect(inShort(second!)).to.include('api → apex: 401 INVALID_SESSION_ID (plain)');
  });

  it('ends the callouts where they broke: at the token endpoint', () => {
    const [course] = courses(tokenRefused);
    expect(inShort(course!)).to.deep.equal([
      'apex → credential: 9 callouts (plain)',
      'credential → token: asks, if needed (bad)',
      '✗ token',
      ...CONTROLS,
    ]);
  });

  it('ends them at the credential', () => {
    const [course] = courses(broken("The external credential isn't fully configured."));
    expect(inShort(course!)).to.deep.equal(['apex → credential: 9 callouts (bad)', '✗ credential', ...CONTROLS]);
  });

  it('ends them in Apex, where the host is not allowed or nothing is known', () => {
    for (const message of ['Unauthorized endpoint, please check Setup', 'Something new']) {
      expect(inShort(courses(broken(message))[0]!)).to.deep.equal(['✗ apex', ...CONTROLS]);
    }
  });

  it('ends them at the API, with and without a status', () => {
    const batch = courses(ofAllKinds).find(({ contexts }) => contexts.includes('batch'));
    const shown = inShort(batch!);
    expect(shown).to.include('api → apex: 500 sf:INVALID_SESSION_ID (bad)');
    expect(shown).to.include('api → apex: 403 INSUFFICIENT_ACCESS (lacking)');
    expect(shown.slice(shown.indexOf('apex → api: POST GraphQL (bad)'))).to.deep.equal([
      'apex → api: POST GraphQL (bad)',
      '✗ api',
      ...CONTROLS,
    ]);
  });

  it('draws nothing of contexts whose Apex did not run', () => {
    const drawn = courses(ofAllKinds).flatMap(({ contexts }) => contexts);
    expect(drawn).not.to.include('scheduled').and.not.to.include('Lightning');
  });

  it('knows the ways without a credential', () => {
    const [page] = courses({ method: 'visualforce' });
    expect(inShort(page!).slice(0, 3)).to.deep.equal([
      'apex → credential: getContent() (plain)',
      'credential → apex: session id (plain)',
      'apex → api: GET REST query (plain)',
    ]);
    const [login] = courses({ ...tokenRefused, method: 'username-password' });
    expect(inShort(login!)).to.deep.equal(['apex → token: 9 callouts (bad)', '✗ token', ...CONTROLS]);
  });
});
