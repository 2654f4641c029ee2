import { expect } from 'chai';
import { admittedChoices } from '../../scripts/demo/combinations.ts';
import { METHOD_ROWS, METHODS } from '../../src/core/methods/methods.ts';
import { componentNames } from '../../src/core/names.ts';
import { render } from '../../src/core/render/render.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { makeApexRuntime } from '../../src/emulator/apex/runtime.ts';
import { fakeHost } from './fakeHost.ts';

const field = (name: string): { name: string; type: 'String' } => ({ name, type: 'String' });

const runtimeFor = (name: string): ReturnType<typeof makeApexRuntime> => {
  const { login, page } = componentNames(name);
  const fields = ['ConsumerKey__c', 'ConsumerSecret__c', 'Password__c', 'Username__c'].map(field);
  return makeApexRuntime({ settings: [{ name: login, keyPrefix: 'a00', fields }], pages: [page] });
};

type ApexSet = { name: string; classes: { name: string; body: string; apiVersion: string }[] };

const templates = readTemplates();

const classesOf = (input: Parameters<typeof makeSettings>[0], apiVersion: string): ApexSet['classes'] =>
  render(makeSettings({ ...input, apiVersion }), templates)
    .filter(({ type }) => type === 'ApexClass')
    .map(({ fullName, files }) => ({ name: fullName, body: [...files.values()][0] ?? '', apiVersion }));

/** The Apex of every admitted combination of options in every version that has it, each that differs once. */
const distinct = (): Map<string, ApexSet[]> => {
  const found = new Map<string, Map<string, ApexSet>>();
  for (const choice of admittedChoices.values())
    for (const mergeFieldsInHeader of [false, true])
      for (const name of ['SelfCallout', 'Order_Loop'])
        for (let version = METHOD_ROWS[choice.method].oldestApiVersion; version <= 68; version += 1) {
          const classes = classesOf({ ...choice, name, mergeFieldsInHeader }, `${version}.0`);
          const sets = found.get(choice.method) ?? new Map<string, ApexSet>();
          found.set(choice.method, sets.set(JSON.stringify(classes), { name, classes }));
        }
  return new Map([...found].map(([method, sets]) => [method, [...sets.values()]]));
};

describe('generated Apex, executed', () => {
  for (const [method, sets] of distinct()) {
    it(`${method}: compiles, passes its own tests, covered by at least 90 %, with any options at any version (${sets.length})`, async () => {
      for (const { name, classes } of sets) {
        const runtime = runtimeFor(name);
        const what = `${name} at ${classes[0]?.apiVersion ?? ''}`;
        expect(
          [...(await runtime.checkClasses(classes, new Set(classes.map((each) => each.name))))],
          what,
        ).to.deep.equal([]);

        const isTest = (className: string): boolean => className.endsWith('Test');
        const selection = classes.flatMap((each) => (isTest(each.name) ? [{ className: each.name }] : []));
        const { tests, coverage } = await runtime.runTests(classes, selection, () => fakeHost({ isTest: true }));
        const failed = tests.filter(({ outcome }) => outcome !== 'Pass');
        expect(
          failed.map(({ className, methodName, message }) => `${className}.${methodName}: ${message ?? ''}`),
          what,
        ).to.deep.equal([]);
        expect(tests.length).to.be.above(25);

        const shares = coverage.map(
          ({ className, lines, covered }) => [className, covered.length / lines.length] as const,
        );
        expect(shares.map(([className]) => className)).to.have.members(
          classes.map((each) => each.name).filter((className) => !isTest(className)),
        );
        for (const [className, share] of shares) expect(share, `${className}, ${what}`).to.be.at.least(0.9);
      }
    });
  }

  it('gives every method the same public face', () => {
    const faces = METHODS.map((method) => {
      const files = new Map(
        render(makeSettings({ method }), readTemplates()).flatMap((component) => [...component.files]),
      );
      return ['SelfCallout', 'SelfCalloutSoap', 'SelfCalloutAction', 'SelfCalloutProbe'].map((name) =>
        [...(files.get(`classes/${name}.cls`) ?? '').matchAll(/^ +(?:public|global) [^={;]*/gm)].map(([text]) =>
          text.trim(),
        ),
      );
    });
    for (const face of faces) expect(face).to.deep.equal(faces[0]);
    expect(faces[0]?.flat().length).to.be.above(30);
  });
});
