import { expect } from 'chai';
import { CHECKS } from '../../../../src/core/verify/checks.ts';
import { probeBlock } from '../../../../src/core/verify/probeBlock.ts';
import { isProbeLog, readLines, readProbe } from '../../../../src/core/verify/readProbe.ts';

const brief = { run: 'r1', checks: CHECKS, contexts: ['batch'], stop: [] };

const log = (...lines: string[]): string =>
  [
    '66.0 APEX_CODE,DEBUG',
    `Execute Anonymous: ${probeBlock({ name: 'SelfCallout' }, brief, true).trim()}`,
    '09:00:00.0 (1)|USER_DEBUG|[9]|DEBUG|something else',
    ...lines.map((line) => `09:00:00.1 (2)|USER_DEBUG|[1]|ERROR|${line}`),
    '09:00:00.2 (3)|EXECUTION_FINISHED',
  ].join('\n');

const LINE =
  'SELFCALLOUT:r1:{"id":"restQuery","context":"batch","status":200,"durationMs":12,"at":7,"orgId":"00D","errorCode":null,"message":"a|b"}';
const ROW = { id: 'restQuery', context: 'batch', status: 200, durationMs: 12, at: 7, orgId: '00D', message: 'a|b' };

describe('readProbe', () => {
  it('reads the rows of its run, and leaves out what is null', () => {
    expect(readProbe(log(LINE, LINE.replace('r1', 'r2')), 'r1')).to.deep.equal([ROW]);
    expect(readProbe(log(LINE).replaceAll('\n', '\r\n'), 'r1')).to.deep.equal([ROW]);
    expect(readLines(`\n${LINE}\n`, 'r1')).to.deep.equal([ROW]);
  });

  it('L63: loses no other line where a log that is too long has lost text', () => {
    const cut = 'SELFCALLOUT:r1:{"id":"limits","context":"ba*** Skipped 22 bytes of detailed log';
    expect(readProbe(log(cut, LINE), 'r1')).to.deep.equal([ROW]);
  });

  it('tells the log of any run from other logs, though they repeat the block', () => {
    expect(isProbeLog(log(LINE.replace('r1', 'other')))).to.equal(true);
    expect(isProbeLog(log())).to.equal(false);
    expect(readProbe(log(), 'r1')).to.deep.equal([]);
  });
});

describe('probeBlock', () => {
  it('L43: calls out first and queues last', () => {
    const block = probeBlock({ name: 'SelfCallout' }, brief, true);
    expect(block.indexOf('SelfCalloutProbe.run(')).to.equal(0);
    expect(block.indexOf('SelfCalloutJobs.start(')).to.be.above(0);
  });

  it('queues nothing where there is nothing to queue, and makes no checks where it may not', () => {
    const nothing = { ...brief, contexts: [] };
    expect(probeBlock({ name: 'SelfCallout' }, nothing, true)).not.to.contain('Jobs');
    expect(probeBlock({ name: 'SelfCallout' }, { ...nothing, stop: ['707'] }, false)).not.to.contain('Probe.run');
  });
});
