import { expect } from 'chai';
import { contains } from '../../../../src/core/plan/contains.ts';
import { mergePermissionSet } from '../../../../src/core/plan/mergePermissionSet.ts';
import { parseMetadata, printMetadata, type XmlElement } from '../../../../src/core/xml/xmlElement.ts';

const set = (content: string): XmlElement => parseMetadata(`<PermissionSet>${content}</PermissionSet>`);

const objectAccess = (create: boolean, modifyAll: boolean): string =>
  `<objectPermissions><allowCreate>${create}</allowCreate><modifyAllRecords>${modifyAll}</modifyAllRecords><object>X</object></objectPermissions>`;

const classAccess = (name: string, enabled = true): string =>
  `<classAccesses><apexClass>${name}</apexClass><enabled>${enabled}</enabled></classAccesses>`;

describe('mergePermissionSet', () => {
  it('L56: keeps accesses that only the org has, in the order of the schema', () => {
    const { merged, kept } = mergePermissionSet(
      set(`${classAccess('A')}<label>L</label>${objectAccess(false, true)}`),
      set(
        `${classAccess('B')}<label>Other</label><pageAccesses><apexPage>P</apexPage><enabled>true</enabled></pageAccesses>`,
      ),
    );
    expect(merged.children.map(({ name }) => name)).to.deep.equal([
      'classAccesses',
      'classAccesses',
      'label',
      'objectPermissions',
      'pageAccesses',
    ]);
    expect(kept).to.deep.equal(['classAccesses B', 'pageAccesses P']);
    expect(printMetadata(merged)).to.contain('<label>L</label>');
  });

  it('keeps rights that the org widened, and takes back none that it lacks', () => {
    const { merged, kept } = mergePermissionSet(set(objectAccess(false, true)), set(objectAccess(true, false)));
    expect(printMetadata(merged)).to.contain('<allowCreate>true<').and.to.contain('<modifyAllRecords>true<');
    expect(kept).to.deep.equal(['objectPermissions X: allowCreate']);
  });

  it('enables again what was disabled', () => {
    const theirs = set(classAccess('a', false));
    const { merged } = mergePermissionSet(set(classAccess('A')), theirs);
    expect(merged.children).to.have.length(1);
    expect(contains(theirs, merged)).to.equal(false);
  });

  it('is the same when done twice', () => {
    const [ours, theirs] = [
      set(classAccess('A') + objectAccess(false, true)),
      set(classAccess('B') + objectAccess(true, true)),
    ];
    const once = mergePermissionSet(ours, theirs).merged;
    expect(mergePermissionSet(ours, once).merged).to.deep.equal(once);
    expect(contains(once, mergePermissionSet(ours, once).merged)).to.equal(true);
  });
});
