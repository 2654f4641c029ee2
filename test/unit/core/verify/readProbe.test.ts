import { expect } from 'chai';
import { failureOf } from '../../../../src/core/failure.ts';
import { probeBlock } from '../../../../src/core/verify/probeBlock.ts';
import { readProbe } from '../../../../src/core/verify/readProbe.ts';

const log = (json: string): string =>
  [
    '66.0 APEX_CODE,DEBUG',
    `Execute Anonymous: ${probeBlock({ name: 'SelfCallout' }).trim()}`,
    '09:00:00.0 (1)|USER_DEBUG|[9]|DEBUG|something else',
    `09:00:00.1 (2)|USER_DEBUG|[1]|DEBUG|SELFCALLOUT:${json}`,
    '09:00:00.2 (3)|EXECUTION_FINISHED',
  ].join('\n');

describe('readProbe', () => {
  it('reads the rows, and leaves out what is null', () => {
    const json =
      '[{"id":"restQuery","context":"anonymous","status":200,"durationMs":12,"orgId":"00D","errorCode":null,"message":"a|b"}]';
    expect(readProbe(log(json))).to.deep.equal([
      { id: 'restQuery', context: 'anonymous', status: 200, durationMs: 12, orgId: '00D', message: 'a|b' },
    ]);
    expect(readProbe(log(json).replaceAll('\n', '\r\n'))).to.have.length(1);
  });

  it('fails by name when the rows are not there, cut off or something else', () => {
    for (const text of ['', log('[{"id":'), log('{}'), log('').replace(/^.*USER_DEBUG.*$/gm, '')]) {
      try {
        readProbe(text);
        expect.fail('accepted');
      } catch (error) {
        expect(failureOf(error)?.kind).to.equal('ProbeUnreadable');
      }
    }
  });
});
