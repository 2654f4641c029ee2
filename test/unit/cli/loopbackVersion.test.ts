import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loopbackVersion } from '../../../src/cli/loopbackVersion.ts';

describe('the version at which a project has a loopback', () => {
  let root = '';
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'selfcallout-version-'));
    const loopbacks = [{ name: 'Mine', apiVersion: '66.0', method: 'jwt-bearer', outputDir: '.', templateVersion: 1 }];
    writeFileSync(join(root, 'selfcallout.json'), JSON.stringify({ schemaVersion: 1, loopbacks }));
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  it("is its own, or the project's where that is newer: a set-up never takes it back", () => {
    expect(loopbackVersion(root, 'Mine', '62.0')).to.equal('66.0');
    expect(loopbackVersion(root, 'Mine', '68.0')).to.equal('68.0');
    expect(loopbackVersion(root, 'Mine')).to.equal('66.0');
  });

  it("is the project's for a loopback that is not there yet, if it has any", () => {
    expect(loopbackVersion(root, 'Other', '62.0')).to.equal('62.0');
    expect(loopbackVersion(root, 'Other')).to.equal(undefined);
  });
});
