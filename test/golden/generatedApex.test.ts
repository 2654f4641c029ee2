import { expect } from 'chai';
import { render } from '../../src/core/render/render.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { makeApexRuntime } from '../../src/emulator/apex/runtime.ts';
import { fakeHost } from '../apex/fakeHost.ts';

const runtime = makeApexRuntime();

describe('generated Apex, executed', () => {
  for (const [name, apiVersion] of [
    ['SelfCallout', '60.0'],
    ['Order_Loop', '68.0'],
  ] as const) {
    it(`compiles, passes its own tests and is covered by at least 90 % as ${name} at ${apiVersion}`, async () => {
      const classes = render(makeSettings({ name, apiVersion }), readTemplates())
        .filter(({ type }) => type === 'ApexClass')
        .map(({ fullName, files }) => ({ name: fullName, body: [...files.values()][0] ?? '', apiVersion }));
      expect([...(await runtime.checkClasses(classes, new Set(classes.map((each) => each.name))))]).to.deep.equal([]);

      const selection = [{ className: `${name}Test` }, { className: `${name}ProbeTest` }];
      const { tests, coverage } = await runtime.runTests(classes, selection, () => fakeHost({ isTest: true }));
      expect(tests.filter(({ outcome }) => outcome !== 'Pass')).to.deep.equal([]);
      expect(tests.length).to.be.above(15);

      const shares = coverage.map(
        ({ className, lines, covered }) => [className, covered.length / lines.length] as const,
      );
      expect(shares.map(([className]) => className)).to.have.members([name, `${name}Probe`]);
      for (const [className, share] of shares) expect(share, className).to.be.at.least(0.9);
    });
  }
});
