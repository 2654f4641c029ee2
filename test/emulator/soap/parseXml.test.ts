import { expect } from 'chai';
import fc from 'fast-check';
import { parseXml } from '../../../src/emulator/soap/parseXml.ts';
import { writeXml } from '../../../src/emulator/soap/writeXml.ts';

describe('the XML of the emulated org', () => {
  it('drops prefixes, keeps attributes, resolves entities once', () => {
    expect(parseXml('<a:b xmlns:a="u" xsi:type="a:T">&lt;&amp;lt;&#39;&#x41;<![CDATA[<&]]></a:b>')).to.deep.equal({
      name: 'b',
      attributes: { 'xmlns:a': 'u', 'xsi:type': 'a:T' },
      text: "<&lt;'A<&",
      elements: [],
      line: 1,
      column: 33,
      end: { line: 1, column: 76 },
    });
  });

  for (const [text, line, column] of [
    ['<a>\n<b></a>', 2, 4],
    ['<a>&</a>', 1, 4],
    ['<a/><b/>', 1, 5],
    ['<a>\n  <b', 2, 3],
    ['<a b=c/>', 1, 1],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 1, 1],
    ['', 1, 1],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const { line: l, column: c, ...rest } = parseXml(text);
      expect(rest).to.have.property('problem');
      expect([l, c]).to.deep.equal([line, column]);
    });
  }

  it('reads back any text that it writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/\p{Cc}/u.test(text));
        const read = parseXml(writeXml('a', { b: text, c: [text, text] }));
        expect('problem' in read ? read.problem : read.elements.map((child) => child.text)).to.deep.equal([
          text,
          text,
          text,
        ]);
      }),
    );
  });
});
