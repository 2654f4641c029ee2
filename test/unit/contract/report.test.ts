import { expect } from 'chai';
import { lawRows } from '../../../scripts/emulator/lawRows.ts';
import { lawPlaces } from '../../../scripts/laws/lawPlaces.ts';
import { anonymousText } from '../../contract/anonymousText.ts';
import { makeReport, printReport, shown } from '../../contract/lawReport.ts';
import type { LawCase } from '../../contract/lawCase.ts';
import { refuseProduction } from '../../contract/refuseProduction.ts';

const base = { what: 'a thing', run: () => Promise.resolve('') };
const plain: LawCase = { ...base, id: 'L01', lawful: /^refused/ };
const open: LawCase = { ...base, id: 'L19', lawful: { 's: honoured': /^ours/, 's: ignored': /^its own/ } };

describe('the report of the laws', () => {
  it('says what an org did beside what the law says, and which position a switch has', () => {
    expect(shown(plain, 'refused it')).to.include({ agrees: true, says: '^refused' });
    expect(shown(plain, 'took it')).to.include({ agrees: false, did: 'took it' });
    expect(shown(open, 'its own')).to.include({ agrees: true, position: 's: ignored' });
    expect(shown(open, 'neither')).to.include({ agrees: false }).and.not.have.property('position');
  });

  it('lists every law, with where it can be shown and the cases that did', () => {
    const { laws } = makeReport('66.0', [shown(plain, 'took it')]);
    expect(laws.map(({ law }) => law)).to.deep.equal(lawRows.map(({ id }) => id));
    expect(laws[0]?.cases).to.have.length(1);
    expect(laws.find(({ law }) => law === 'L66')?.shownIn).to.deep.equal(['sandbox']);
    const text = printReport({ apiVersion: '66.0', laws });
    expect(text).to.include('DIFFERS: a thing\n        org: took it\n        law: ^refused');
    expect(Object.keys(lawPlaces).filter((id) => !lawRows.some((law) => law.id === id))).to.deep.equal([]);
  });

  it('names no org, user, record or secret', () => {
    const known = { token: '00D000000000001!AQtoken', username: 'me@x.example', run: 'LawCase1234' };
    const text =
      'https://mine--dev.sandbox.my.salesforce.com/x mine--dev.sandbox.my.salesforce.com 00D000000000001!AQtoken ' +
      `me@x.example LawCase1234App 005xx0000012345AAA other.my.salesforce.com ${'f'.repeat(60)} login.salesforce.com`;
    expect(anonymousText(text, { url: 'https://mine--dev.sandbox.my.salesforce.com', ...known })).to.equal(
      '<org>/x <org> <token> <user> LawCaseApp <id> <org> <secret> login.salesforce.com',
    );
  });
});

describe('the contract tests', () => {
  const outcomeIn = (row: Record<string, unknown>): Promise<string> =>
    refuseProduction(() => Promise.resolve([row])).then(
      () => 'taken',
      () => 'refused',
    );

  it('run in scratch orgs, sandboxes and Developer Edition orgs, and never in production', async () => {
    expect(await outcomeIn({ IsSandbox: true, OrganizationType: 'Enterprise Edition' })).to.equal('taken');
    expect(await outcomeIn({ IsSandbox: false, OrganizationType: 'Developer Edition' })).to.equal('taken');
    expect(await outcomeIn({ IsSandbox: false, OrganizationType: 'Enterprise Edition' })).to.equal('refused');
    expect(await outcomeIn({})).to.equal('refused');
  });
});
