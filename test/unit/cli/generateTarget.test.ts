import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { generateTarget, type Location } from '../../../src/cli/generateTarget.ts';
import { failureOf } from '../../../src/core/failure.ts';

describe('where a loopback is generated', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selfcallout-target-'));
    project('force-app');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const project = (path: string): void =>
    writeFileSync(join(root, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path }] }));
  const target = (place: Partial<Location> = {}): unknown => {
    try {
      return generateTarget({ cwd: root, name: 'SelfCallout', ...place }).target;
    } catch (error) {
      return failureOf(error)?.kind ?? String(error);
    }
  };

  it('is the default package directory, also where that is the whole project', () => {
    expect(target()).to.deep.equal({ packageDir: 'force-app', outputDir: 'force-app/main/default' });
    project('./');
    expect(target()).to.deep.equal({ packageDir: '.', outputDir: 'main/default' });
  });

  it('is where the project has it already, unless another folder is named', () => {
    const entry = {
      name: 'SelfCallout',
      method: 'jwt-bearer',
      apiVersion: '62.0',
      outputDir: 'loop/src',
      templateVersion: 1,
    };
    writeFileSync(join(root, 'selfcallout.json'), JSON.stringify({ schemaVersion: 1, loopbacks: [entry] }));
    expect(target()).to.deep.include({ outputDir: 'loop/src' });
    expect(target({ outputDir: 'other' })).to.deep.include({ outputDir: 'other' });
    expect(target({ name: 'Other' })).to.deep.include({ outputDir: 'force-app/main/default' });
  });

  it('has no global OAuth settings where .forceignore would keep them from being deployed, or outside', () => {
    expect(target({ globalOauthDir: 'force-app/secret' })).to.equal('GlobalOauthInside');
    expect(target({ globalOauthDir: 'force-app' })).to.equal('GlobalOauthInside');
    expect(target({ globalOauthDir: '../secret' })).to.equal('PathEscape');
    expect(target({ globalOauthDir: '.' })).to.equal('PathEscape');
    expect(target({ globalOauthDir: 'force-app2' })).to.deep.include({ globalOauthDir: 'force-app2' });
    project('.');
    expect(target({ globalOauthDir: 'secret' })).to.deep.include({ globalOauthDir: 'secret' });
  });
});
