import { expect } from 'chai';
import fc from 'fast-check';
import { parseMetadata, printMetadata } from '../../../../src/core/xml/xmlElement.ts';

describe('xmlElement', () => {
  it('reads texts as they are written, numbers included', () => {
    const root = parseMetadata(
      '<?xml version="1.0"?><A xmlns="x"><!-- c --><label>001</label><b><c>&lt;&#39;&#x27;&apos;</c></b></A>',
    );
    expect(root).to.deep.equal({
      name: 'A',
      text: '',
      children: [
        { name: 'label', text: '001', children: [] },
        { name: 'b', text: '', children: [{ name: 'c', text: "<'''", children: [] }] },
      ],
    });
  });

  it('reads back what it prints', () => {
    const text = fc.string({ unit: 'binary' }).map((value) => value.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '').trim());
    fc.assert(
      fc.property(text, (value) => {
        const root = { name: 'A', text: '', children: [{ name: 'label', text: value, children: [] }] };
        expect(parseMetadata(printMetadata(root))).to.deep.equal(root);
      }),
    );
  });

  it('prints with four spaces a level', () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?>\n<A xmlns="http://soap.sforce.com/2006/04/metadata">\n    <b>\n        <c>1</c>\n    </b>\n</A>\n';
    expect(printMetadata(parseMetadata(xml))).to.equal(xml);
  });
});
