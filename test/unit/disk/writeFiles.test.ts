import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import { readFiles } from '../../../src/disk/readFiles.ts';
import { writeFiles } from '../../../src/disk/writeFiles.ts';

const kindOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return failureOf(error)?.kind ?? String(error);
  }
};

describe('writeFiles', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selfcallout-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('makes folders and leaves nothing but the files', () => {
    writeFiles(
      join(root, 'new'),
      new Map([
        ['a/b.txt', '1'],
        ['c.txt', '2'],
      ]),
    );
    expect(readdirSync(join(root, 'new'), { recursive: true }).toSorted()).to.deep.equal(['a', 'a/b.txt', 'c.txt']);
    expect([...readFiles(join(root, 'new'), ['a/b.txt', 'c.txt', 'd.txt', 'c.txt/x'])]).to.deep.equal([
      ['a/b.txt', '1'],
      ['c.txt', '2'],
    ]);
  });

  it('refuses paths that lead out, by dots or by a link, and writes none of the others', () => {
    const outside = mkdtempSync(join(tmpdir(), 'selfcallout-'));
    symlinkSync(outside, join(root, 'link'));
    for (const path of ['../x.txt', '/x.txt', 'a/../../x.txt', '..', 'link/x.txt', '']) {
      expect(
        kindOf(() =>
          writeFiles(
            root,
            new Map([
              ['ok.txt', '1'],
              [path, '2'],
            ]),
          ),
        ),
        path,
      ).to.equal('PathEscape');
      expect(
        kindOf(() => readFiles(root, [path])),
        path,
      ).to.equal('PathEscape');
    }
    expect(readdirSync(root)).to.deep.equal(['link']);
    expect(readdirSync(outside)).to.deep.equal([]);
    rmSync(outside, { recursive: true });
  });

  it('changes nothing when one of the files cannot be written', () => {
    writeFileSync(join(root, 'a.txt'), 'old');
    writeFileSync(join(root, 'file'), '');
    expect(
      kindOf(() =>
        writeFiles(
          root,
          new Map([
            ['a.txt', 'new'],
            ['file/b.txt', '2'],
          ]),
        ),
      ),
    ).to.equal('FileUnwritable');
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).to.equal('old');
    expect(readdirSync(root).toSorted()).to.deep.equal(['a.txt', 'file']);
  });

  it('writes through a link, and keeps who may read and run a file', () => {
    writeFileSync(join(root, 'real.txt'), 'old');
    chmodSync(join(root, 'real.txt'), 0o740);
    symlinkSync('real.txt', join(root, 'link.txt'));
    writeFiles(root, new Map([['link.txt', 'new']]));
    expect(readFileSync(join(root, 'real.txt'), 'utf8')).to.equal('new');
    expect(statSync(join(root, 'real.txt')).mode & 0o777).to.equal(0o740);
    expect(lstatSync(join(root, 'link.txt')).isSymbolicLink()).to.equal(true);
    expect(readdirSync(root).toSorted()).to.deep.equal(['link.txt', 'real.txt']);
  });

  it('leaves a file alone that somebody made read-only, and writes none of the others', () => {
    writeFileSync(join(root, 'a.txt'), 'old');
    chmodSync(join(root, 'a.txt'), 0o444);
    const both = new Map([
      ['b.txt', 'new'],
      ['a.txt', 'new'],
    ]);
    expect(kindOf(() => writeFiles(root, both))).to.equal('FileUnwritable');
    expect(readdirSync(root)).to.deep.equal(['a.txt']);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).to.equal('old');
  });

  it('says so when a folder stands where a file should', () => {
    mkdirSync(join(root, 'a.txt'));
    expect(kindOf(() => readFiles(root, ['a.txt']))).to.equal('FileUnreadable');
  });
});
