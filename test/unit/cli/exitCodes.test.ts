import { expect } from 'chai';
import { exitCodeOf } from '../../../src/cli/exitCodes.ts';

describe('exit codes', () => {
  it('say whether it is done, wholly or in part, or still under way', () => {
    expect(exitCodeOf({ outcome: 'rotated' })).to.equal(0);
    expect(exitCodeOf({ outcome: 'rotated', kept: ['Certificate SelfCallout: in use'] })).to.equal(68);
    expect(exitCodeOf({ outcome: 'pending', kept: ['Certificate SelfCallout: in use'] })).to.equal(69);
    expect(exitCodeOf({ outcome: 'notProven' })).to.equal(1);
    const components = [{ type: 'ApexClass', fullName: 'X', change: 'failed' as const }];
    expect(exitCodeOf({ outcome: 'proven', components })).to.equal(1);
  });
});
