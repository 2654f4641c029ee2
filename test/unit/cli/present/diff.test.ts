import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { presentDiff } from '../../../../src/cli/present/diff.ts';
import { textDiff } from '../../../../src/core/files/textDiff.ts';

const DIFF = textDiff('a.cls', 'one\ntwo\n', 'one\n2\n');

describe('a diff', () => {
  it('is plain where no terminal shows it', () => {
    expect(presentDiff(DIFF, false)).to.equal(DIFF);
  });

  it('has what goes in red and what comes in green at a terminal, and the same words', () => {
    const shown = presentDiff(DIFF, true);
    expect(shown).to.contain('\u001B[31m-two\u001B[39m').and.to.contain('\u001B[32m+2\u001B[39m');
    expect(shown).to.contain('\u001B[1m--- a/a.cls').and.to.contain('\n one\n');
    expect(stripVTControlCharacters(shown)).to.equal(DIFF);
  });
});
