import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/root.ts';

const left = /^(node_modules|\.git|lib|coverage)(\/|$)|\.tgz$|\.tsbuildinfo$/;

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/'),
  )
  .filter((path) => !left.test(path));

const holding = (pattern: RegExp, among = files): string[] =>
  among.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 100)}`] : [])),
  );

describe('house: wording', () => {
  it('names no path of the machine that it was written on', () => {
    // Spelt in pieces, so that this file does not hold what it looks for.
    const places = ['work', 'root', 'opt', 'Users'].map((name) => `/${name}/`).join('|');
    expect(holding(new RegExp(`(^|[\\s'"\`(=:])(${places})[a-z]`))).to.deep.equal([]);
  });

  it('names no registry of its own in the lockfile', () => {
    expect(holding(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/, ['package-lock.json'])).to.deep.equal([]);
  });

  it('keeps every test running', () => {
    const tests = files.filter((path) => path.endsWith('.test.ts'));
    expect(holding(new RegExp(String.raw`\b(describe|it)\.(${'on' + 'ly'}|skip)\(`), tests)).to.deep.equal([]);
  });

  it('carries no licence header', () => {
    const sources = files.filter((path) => /^(src|test|scripts)\//.test(path));
    expect(holding(/Copyright \(c\)|SPDX-Licen[s]e/, sources)).to.deep.equal([]);
  });
});
