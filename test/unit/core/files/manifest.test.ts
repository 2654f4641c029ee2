import { expect } from 'chai';
import { failureOf } from '../../../../src/core/failure.ts';
import { entriesOf } from '../../../../src/core/files/manifest.ts';

const ENTRY = { name: 'A', method: 'jwt-bearer', apiVersion: '62.0', outputDir: 'force-app', templateVersion: 1 };

const read = (loopbacks: unknown): unknown => {
  try {
    return entriesOf(JSON.stringify({ schemaVersion: 1, loopbacks }));
  } catch (error) {
    return failureOf(error)?.kind;
  }
};

describe('selfcallout.json', () => {
  it('is refused by name where a merge or an editor left something else', () => {
    for (const loopbacks of [null, undefined, {}, [null], ['A'], [{}], [{ ...ENTRY, outputDir: undefined }]]) {
      expect(read(loopbacks), JSON.stringify(loopbacks)).to.equal('ProjectUnreadable');
    }
    for (const text of ['', 'null', '[]', '1', '<<<<<<< HEAD\n{}']) {
      expect(() => entriesOf(text), text).to.throw('ProjectUnreadable');
    }
  });

  it('is read where it has what a loopback needs, and without one', () => {
    expect(read([ENTRY])).to.deep.equal([ENTRY]);
    expect(read([])).to.deep.equal([]);
    expect(entriesOf(undefined)).to.deep.equal([]);
  });
});
