import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import { findProject } from '../../../src/disk/findProject.ts';

describe('findProject', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selfcallout-'));
    mkdirSync(join(root, 'deep/er'), { recursive: true });
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('looks upwards and knows the default package directory', () => {
    const directories = [{ path: 'other' }, { path: './src/app/', default: true }];
    writeFileSync(
      join(root, 'sfdx-project.json'),
      JSON.stringify({ packageDirectories: directories, sourceApiVersion: '64.0' }),
    );
    expect(findProject(join(root, 'deep/er'))).to.deep.equal({ root, packageDir: 'src/app', sourceApiVersion: '64.0' });
  });

  it('takes a package directory in every way in which it can be written', () => {
    for (const [path, packageDir] of [
      ['.', '.'],
      ['./', '.'],
      ['a\\\\b', 'a/b'],
      ['./a//b/', 'a/b'],
      ['a/../b', 'b'],
    ]) {
      writeFileSync(join(root, 'sfdx-project.json'), `{"packageDirectories":[{"path":"${path ?? ''}"}]}`);
      expect(findProject(root), path).to.deep.equal({ root, packageDir });
    }
  });

  it('finds none where there is none', () => {
    expect(findProject(join(root, 'deep'))).to.equal(undefined);
  });

  it('fails by name on a file that is no project', () => {
    for (const text of [
      '{',
      '{}',
      '{"packageDirectories":[]}',
      'null',
      '{"packageDirectories":{"path":"a"}}',
      '{"packageDirectories":[{"path":7}]}',
      '{"packageDirectories":[null]}',
    ]) {
      writeFileSync(join(root, 'sfdx-project.json'), text);
      try {
        findProject(root);
        expect.fail(`accepted ${text}`);
      } catch (error) {
        expect(failureOf(error)?.kind, text).to.equal('ProjectUnreadable');
      }
    }
  });
});
