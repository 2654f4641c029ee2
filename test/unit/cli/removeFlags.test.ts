import { Parser } from '@oclif/core';
import { expect } from 'chai';
import { removeFlags } from '../../../src/cli/removeFlags.ts';

const { 'test-level': testLevel, tests, wait } = removeFlags;

const refusal = (...argv: string[]): Promise<string> =>
  Parser.parse(argv, { flags: { 'test-level': testLevel, tests, wait } }).then(
    () => '',
    (error: unknown) => String(error),
  );

describe('flags of remove', () => {
  it('name tests and the level that runs named ones, or neither', async () => {
    expect(await refusal('--test-level', 'RunSpecifiedTests')).to.contain('--tests');
    expect(await refusal('--tests', 'Ours')).to.contain('--test-level');
    expect(await refusal('--test-level', 'RunSpecifiedTests', '--tests', 'Ours')).to.equal('');
    expect(await refusal('--test-level', 'RunLocalTests')).to.equal('');
  });

  it('wait for some minutes or none, and not for less', async () => {
    expect(await refusal('--wait=-1')).to.contain('InvalidWait');
    expect(await refusal('--wait', '0')).to.equal('');
  });
});
