import { expect } from 'chai';
import fc from 'fast-check';
import { failureOf } from '../../../../src/core/failure.ts';
import { appendToJsonArray } from '../../../../src/core/files/appendToJsonArray.ts';

const append = (text: string, items: readonly object[]): string =>
  appendToJsonArray(text, 'p.json', 'replacements', items);

describe('appendToJsonArray', () => {
  it('adds the array at the end and leaves every other character alone', () => {
    const text = '{\n    "packageDirectories": [{ "path": "a",   "default": true }],\n    "name": "x"\n}\n';
    expect(append(text, [{ a: 1 }])).to.equal(
      '{\n    "packageDirectories": [{ "path": "a",   "default": true }],\n    "name": "x",\n    "replacements": [\n        {\n            "a": 1\n        }\n    ]\n}\n',
    );
  });

  it('appends to an array that is there, and adds nothing twice', () => {
    const text = '{\n  "replacements": [\n    { "b": "]" }\n  ],\n  "name": "replacements"\n}';
    const once = append(text, [{ a: 1 }]);
    expect(once).to.equal(
      '{\n  "replacements": [\n    { "b": "]" },\n    {\n      "a": 1\n    }\n  ],\n  "name": "replacements"\n}',
    );
    expect(append(once, [{ a: 1 }, { b: ']' }])).to.equal(once);
  });

  it('is not misled by the same key elsewhere, or by brackets in texts', () => {
    const text = '{"x":{"replacements":[1]},"y":"\\"replacements\\":[","replacements":[]}';
    expect(JSON.parse(append(text, [{ a: 1 }]))).to.deep.equal({
      x: { replacements: [1] },
      y: '"replacements":[',
      replacements: [{ a: 1 }],
    });
  });

  it('keeps Windows line ends', () => {
    expect(append('{\r\n  "a": 1\r\n}\r\n', [{ b: 2 }])).to.not.match(/[^\r]\n/);
  });

  it('fails by name on what is no JSON object', () => {
    for (const text of ['', '[]', '{', 'null', '{"a":1,}']) {
      try {
        append(text, [{ a: 1 }]);
        expect.fail(`accepted ${text}`);
      } catch (error) {
        expect(failureOf(error)?.kind, text).to.equal('ProjectUnreadable');
      }
    }
  });

  it('gives, for any document, the same document with the items in it', () => {
    const key = fc.oneof(fc.constant('replacements'), fc.string());
    const list = fc.array(fc.oneof(fc.jsonValue(), fc.constant({ replacements: ['}'] })));
    const document = fc.dictionary(key, fc.jsonValue()).chain((rest) =>
      fc.option(list, { nil: undefined }).map((replacements) => {
        const others = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'replacements'));
        return replacements === undefined ? others : { replacements, ...others };
      }),
    );
    fc.assert(
      fc.property(document, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const item = { filename: 'new', n: 1 };
        const before = JSON.parse(JSON.stringify(value)) as { replacements?: unknown[] };
        const after = JSON.parse(append(JSON.stringify(value, null, indent), [item])) as unknown;
        expect(after).to.deep.equal({ ...before, replacements: [...(before.replacements ?? []), item] });
      }),
      { numRuns: 200 },
    );
  });
});
