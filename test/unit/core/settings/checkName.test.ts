import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { failureOf } from '../../../../src/core/failure.ts';
import { WORDS_OF_TEMPLATES } from '../../../../src/core/settings/apexWords.ts';
import { checkName } from '../../../../src/core/settings/checkName.ts';

const kindOf = (name: string): string | undefined => {
  try {
    checkName(name);
    return undefined;
  } catch (error) {
    return failureOf(error)?.kind;
  }
};

const TEMPLATES = new URL('../../../../templates/', import.meta.url);

/** Every name that a generated class declares inside: variables, parameters, fields and inner classes. */
const declaredNames = (): Set<string> => {
  const sources = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cls.hbs'))
    .map((file) => readFileSync(new URL(file, TEMPLATES), 'utf8'))
    .map((source) => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\]|\\.)*'/g, ''));
  const declarations = /\b(?:[A-Z]\w*|\{\{name\}\}\.\w+)(?:<[^;(){}=]*>)?\s+([A-Za-z]\w*)\s*(?=[=;,:){])/g;
  const innerClasses = /\bclass\s+(\w+)/g;
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(declarations), ...source.matchAll(innerClasses)].map(([, name = '']) => name.toLowerCase()),
    ),
  );
};

describe('checkName', () => {
  it('takes the default and names like it', () => {
    for (const name of ['SelfCallout', 'A', 'My_Loop2', 'a'.repeat(30)]) expect(checkName(name)).to.equal(name);
  });

  it('refuses what no Apex class can be called', () => {
    const wrong = [
      '',
      ' ',
      '1st',
      '_x',
      'a__b',
      'a_',
      'a-b',
      'a b',
      'ä',
      '😀',
      '../x',
      'a.b',
      'a'.repeat(31),
      "a'b",
      '<a>',
    ];
    for (const name of wrong) expect(kindOf(name), JSON.stringify(name)).to.equal('InvalidName');
  });

  it('refuses reserved words in any case', () => {
    for (const name of ['class', 'Trigger', 'SELECT', 'Integer']) expect(kindOf(name), name).to.equal('ReservedName');
  });

  it('refuses names that would hide a type of the platform, also behind Test, Probe, Jobs, Soap, Action and Auth', () => {
    for (const name of ['Account', 'limits', 'Http', 'UserInfo', 'ConnectApi']) {
      expect(kindOf(name), name).to.equal('ShadowingName');
    }
  });

  it('refuses every name that the generated classes declare inside', () => {
    const missing = [...declaredNames()].filter((name) => !WORDS_OF_TEMPLATES.has(name));
    expect(missing).to.deep.equal([]);
  });

  it('keeps a refusal short and on one line, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        try {
          checkName(name);
        } catch (error) {
          const shown = String(failureOf(error)?.data?.['name']);
          expect(shown).to.not.match(/[\n\r]/);
          expect(shown.length).to.be.below(400);
        }
      }),
    );
  });
});
