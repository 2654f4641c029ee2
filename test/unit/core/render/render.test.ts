import { ApexParserFactory } from '@apexdevtools/apex-parser';
import { expect } from 'chai';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { failureOf } from '../../../../src/core/failure.ts';
import { apexString } from '../../../../src/core/apexString.ts';
import { render } from '../../../../src/core/render/render.ts';
import { METHODS } from '../../../../src/core/methods/methods.ts';
import { makeSettings, type SettingsInput } from '../../../../src/core/settings/makeSettings.ts';
import { parseMetadata, printMetadata } from '../../../../src/core/xml/xmlElement.ts';
import { readTemplates } from '../../../../src/disk/readTemplates.ts';

const templates = readTemplates();
const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true });

const filesOf = (input: SettingsInput): Map<string, string> =>
  new Map(render(makeSettings(input), templates).flatMap(({ files }) => [...files]));

/** Well-formed and in the platform's own layout is what reads and prints as itself; an apostrophe may stand as it is. */
const printedAgain = (xml: string): string => {
  const printed = printMetadata(parseMetadata(xml));
  return xml.includes('&apos;')
    ? printed.replaceAll(/(?<=<description>.*)&apos;/g, "'")
    : printed.replaceAll('&apos;', "'");
};

const syntaxErrors = (source: string): string[] => {
  const errors: string[] = [];
  const apex = ApexParserFactory.createParser(source);
  apex.removeErrorListeners();
  apex.addErrorListener({
    syntaxError: (_recognizer: unknown, _symbol: unknown, line: number, column: number, message: string) =>
      errors.push(`${line}:${column} ${message}`),
    reportAmbiguity: () => undefined,
    reportAttemptingFullContext: () => undefined,
    reportContextSensitivity: () => undefined,
  } as never);
  apex.compilationUnit();
  return errors;
};

/** The settings that `input` makes, or undefined when it is refused by name; anything else is a fault. */
const accepted = (input: SettingsInput): ReturnType<typeof makeSettings> | undefined => {
  try {
    return makeSettings(input);
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return undefined;
  }
};

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.constantFrom(
    '../x',
    '"><x/>',
    "'; delete",
    '{{name}}',
    '&amp;',
    ']]>',
    '<!--',
    '\\',
    '😀',
    'a'.repeat(300),
    'class',
    '001',
    'true',
  ),
  fc
    .array(fc.constantFrom('<', '>', '&', '"', "'", '\\', '{', '}', '/', '.', 'x', ' ', '😀'), { maxLength: 40 })
    .map((parts) => parts.join('')),
);

describe('render', () => {
  const variants: SettingsInput[] = [
    ...['60.0', '61.0', '63.0', '65.0', '67.0', '68.0'].map((apiVersion) => ({ apiVersion })),
    ...METHODS.map((method) => ({ method })),
    { method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' },
    { method: 'auth-provider', principalType: 'per-user', mergeFieldsInHeader: true },
    { method: 'identity-provider', appType: 'connected-app', apiVersion: '63.0' },
  ];
  for (const input of variants) {
    it(`gives well-formed XML and Apex that parses for ${Object.values(input).join(', ')}`, () => {
      for (const [path, text] of filesOf(input)) {
        // Empty, so that the org makes its own.
        if (path.endsWith('.crt')) {
          expect(text).to.equal('');
          continue;
        }
        if (path.endsWith('.xml')) expect(printedAgain(text), path).to.equal(text);
        else if (path.endsWith('.cls')) expect(syntaxErrors(text), path).to.deep.equal([]);
        expect(text, path).to.match(/[^\n]\n$/);
        expect(text, path).to.not.match(/[ \t]$|\t|\r/m);
      }
    });
  }

  it('keeps every file name below the folder of its kind', () => {
    const paths = [...filesOf({ name: 'Order_Loop' }).keys()];
    for (const path of paths) expect(path).to.match(/^[A-Za-z]+\/Order_Loop\w*\.[\w.-]+$/);
  });

  it('writes no secret and nothing that belongs to one org', () => {
    const text = METHODS.flatMap((method) => [...filesOf({ method }).values()]).join('\n');
    expect(text).to.not.match(/https?:\/\/(?!soap\.sforce\.com\/2006\/|schemas\.xmlsoap\.org\/|example\.com)/);
    expect(text).to.not.match(/<consumer(Key|Secret)>(?!__)/);
  });

  it('refuses a hostile label, or brings it back from the XML unchanged', () => {
    fc.assert(
      fc.property(hostile, (label) => {
        const settings = accepted({ label });
        if (settings === undefined) return;
        const files = new Map(render(settings, templates).flatMap((component) => [...component.files]));
        const credential = files.get('namedCredentials/SelfCallout.namedCredential-meta.xml') ?? '';
        expect(printedAgain(credential)).to.equal(credential);
        const parsed = parser.parse(credential) as { NamedCredential: { label: string } };
        expect(parsed.NamedCredential.label).to.equal(settings.label);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a hostile name or scope, or gives Apex that parses', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.stringMatching(/^[A-Za-z]\w{0,29}$/)), (text) => {
        expect(accepted({ scopes: ['api', text] })?.scopes ?? []).to.satisfy((scopes: string[]) =>
          scopes.every((scope) => /^\w*$/.test(scope)),
        );
        const settings = accepted({ name: text });
        if (settings === undefined) return;
        for (const { type, files } of render(settings, templates)) {
          if (type !== 'ApexClass') continue;
          const [source = ''] = files.values();
          expect(source).to.match(new RegExp(`class ${text}((Probe|Jobs|Soap|Action)?(Test)?) \\{`));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('makes an Apex literal of any text, on one line and closed', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const source = `public class A { String a = ${apexString(text.replace(/[^\x20-\x7e\n\r\t]/g, ''))}; }`;
        expect(syntaxErrors(source)).to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
  });
});
