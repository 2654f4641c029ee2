import { expect } from 'chai';
import { METHODS } from '../../src/core/methods/methods.ts';
import { componentNames } from '../../src/core/names.ts';
import { render } from '../../src/core/render/render.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { makeApexRuntime } from '../../src/emulator/apex/runtime.ts';
import { fakeHost } from '../apex/fakeHost.ts';

const field = (name: string): { name: string; type: 'String' } => ({ name, type: 'String' });

const runtimeFor = (name: string): ReturnType<typeof makeApexRuntime> => {
  const { login, page } = componentNames(name);
  const fields = ['ConsumerKey__c', 'ConsumerSecret__c', 'Password__c', 'Username__c'].map(field);
  return makeApexRuntime({ settings: [{ name: login, keyPrefix: 'a00', fields }], pages: [page] });
};

describe('generated Apex, executed', () => {
  for (const method of METHODS) {
    for (const [name, apiVersion] of [
      ['SelfCallout', method === 'identity-provider' ? '62.0' : '60.0'],
      ['Order_Loop', '68.0'],
    ] as const) {
      it(`${method}: compiles, passes its own tests, covered by at least 90 %, as ${name} at ${apiVersion}`, async () => {
        const runtime = runtimeFor(name);
        const classes = render(makeSettings({ name, apiVersion, method }), readTemplates())
          .filter(({ type }) => type === 'ApexClass')
          .map(({ fullName, files }) => ({ name: fullName, body: [...files.values()][0] ?? '', apiVersion }));
        expect([...(await runtime.checkClasses(classes, new Set(classes.map((each) => each.name))))]).to.deep.equal([]);

        const isTest = (className: string): boolean => className.endsWith('Test');
        const selection = classes.flatMap((each) => (isTest(each.name) ? [{ className: each.name }] : []));
        const { tests, coverage } = await runtime.runTests(classes, selection, () => fakeHost({ isTest: true }));
        expect(tests.filter(({ outcome }) => outcome !== 'Pass')).to.deep.equal([]);
        expect(tests.length).to.be.above(25);

        const shares = coverage.map(
          ({ className, lines, covered }) => [className, covered.length / lines.length] as const,
        );
        expect(shares.map(([className]) => className)).to.have.members(
          classes.map((each) => each.name).filter((className) => !isTest(className)),
        );
        for (const [className, share] of shares) expect(share, className).to.be.at.least(0.9);
      });
    }
  }

  it('gives every method the same public face', () => {
    const faces = METHODS.map((method) => {
      const files = new Map(render(makeSettings({ method }), readTemplates()).flatMap((component) => [...component.files]));
      return ['SelfCallout', 'SelfCalloutSoap', 'SelfCalloutAction', 'SelfCalloutProbe'].map((name) =>
        [...(files.get(`classes/${name}.cls`) ?? '').matchAll(/^ +(?:public|global) [^={;]*/gm)].map(([text]) => text.trim()),
      );
    });
    for (const face of faces) expect(face).to.deep.equal(faces[0]);
    expect(faces[0]?.flat().length).to.be.above(30);
  });
});
