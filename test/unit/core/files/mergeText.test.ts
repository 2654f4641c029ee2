import { expect } from 'chai';
import { hasMarkers, mergeText } from '../../../../src/core/files/mergeText.ts';

const BASE = 'a\nversion 62\nb\nc\n';
const WANTED = 'a\nversion 68\nb\nc\n';

const merged = (found: string, wanted = WANTED, base = BASE): string | number => {
  const { text, conflicts } = mergeText(base, found, wanted, '68.0');
  expect(hasMarkers(text)).to.equal(conflicts > 0);
  return conflicts > 0 ? conflicts : text;
};

describe('mergeText', () => {
  it('takes a new version beside lines that were edited, added or deleted', () => {
    expect(merged('a\nversion 62\nB\nc\n')).to.equal('a\nversion 68\nB\nc\n');
    expect(merged('A\nversion 62\nB\nc\n')).to.equal('A\nversion 68\nB\nc\n');
    expect(merged('a\nmore\nversion 62\nmore\nb\nc\n')).to.equal('a\nmore\nversion 68\nmore\nb\nc\n');
    expect(merged('version 62\nc\n')).to.equal('version 68\nc\n');
    expect(merged('version 62')).to.equal('version 68');
  });

  it('takes an edit of the first line and of the last one', () => {
    expect(merged(`// mine\n${BASE}// mine`)).to.equal(`// mine\n${WANTED}// mine`);
  });

  it('leaves to a person what both changed, deleted, or put in the same place', () => {
    expect(merged('a\nversion 61\nb\nc\n')).to.equal(1);
    expect(merged('a\nb\nc\n')).to.equal(1);
    expect(merged('a\nversion 62\nmine\nb\nc\n', 'a\nversion 62\ntheirs\nb\nc\n')).to.equal(1);
    expect(merged('a\nversion 61\nb\nc\n', WANTED.replace('c', 'C'))).to.equal(1);
  });

  it('asks nothing where both did the same', () => {
    expect(merged('a\nversion 68\nb\nmine\n')).to.equal('a\nversion 68\nb\nmine\n');
  });
});
