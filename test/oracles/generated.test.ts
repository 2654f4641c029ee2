import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/root.ts';
import { validateElement } from '../../src/emulator/metadata/schema/validateElement.ts';
import { parseXml } from '../../src/emulator/soap/parseXml.ts';
import { judgeByApexLs } from './apexLs.ts';
import { compilableSets, distinctSources, isApex, isMetadata } from './distinct.ts';
import { DOCUMENTED, outdated, undocumented } from './documented.ts';
import { judgeFormatting } from './formatting.ts';
import { everyLoopback } from './loopbacks.ts';
import { judgeBySchema, readOfficialSchema } from './officialSchema.ts';
import { judgeByPmd } from './pmd.ts';

const loopbacks = everyLoopback();
const sources = distinctSources(loopbacks);
const apex = sources.filter(({ path }) => isApex(path));
const metadata = sources.filter(({ path }) => isMetadata(path));
const others = sources.length - apex.length - metadata.length;
const sets = compilableSets(loopbacks);
const wsdl = process.env['SELFCALLOUT_WSDL'];

describe(`what ${loopbacks.length} combinations of options generate, ${sources.length} distinct files`, () => {
  it(`${apex.length} Apex files: are understood by jorje and formatted as prettier-plugin-apex prints them`, async () => {
    expect(undocumented(await judgeFormatting(apex))).to.deep.equal([]);
  });

  it(`the same in ${sets.length} sets: compile by apex-ls with the platform's types, without error and without warning`, async () => {
    const compiled = new Set(sets.flatMap((files) => [...files.values()]));
    expect(apex.filter(({ text }) => !compiled.has(text))).to.deep.equal([]);
    expect(undocumented(await judgeByApexLs(sets))).to.deep.equal([]);
  });

  it(`all, ${metadata.length} metadata files and ${others} others with them: have nothing for PMD's recommended and AppExchange rules but what docs/oracles.md says`, async () => {
    const { rules, findings } = await judgeByPmd(sources);
    expect(rules).to.include.members([
      'ApexCRUDViolation',
      'AvoidUnauthorizedGetSessionIdInApex',
      'ProtectSensitiveData',
    ]);
    expect(rules.length).to.be.above(100);
    expect(undocumented(findings)).to.deep.equal([]);
    expect(outdated(findings)).to.deep.equal([]);
  });

  it('every documented finding stands in docs/oracles.md', () => {
    const text = readFileSync(join(root, 'docs/oracles.md'), 'utf8');
    for (const { rule } of DOCUMENTED) expect(text).to.contain(`\`${rule}\``);
  });

  it(`all metadata files: fit the emulated org's table of types at the API version that each is for`, () => {
    const problems = loopbacks.flatMap(({ apiVersion, files }) =>
      [...files]
        .filter(([path]) => isMetadata(path))
        .flatMap(([path, text]) => {
          const root = parseXml(text);
          const found = 'problem' in root ? [root] : validateElement(root, root.name, Number(apiVersion));
          return found.map(({ problem }) => `${apiVersion} ${path.replace(/^.*\./, '')} ${problem}`);
        }),
    );
    expect([...new Set(problems)]).to.deep.equal([]);
  });

  if (wsdl === undefined) {
    console.log('The metadata is not compared with the official schema: SELFCALLOUT_WSDL names no Metadata WSDL.');
  } else {
    it(`${metadata.length} metadata files: fit the official schema that SELFCALLOUT_WSDL names`, async () => {
      expect(undocumented(await judgeBySchema(metadata, await readOfficialSchema(wsdl)))).to.deep.equal([]);
    });
  }
});
