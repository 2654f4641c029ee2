import { expect } from 'chai';
import { render } from '../../src/core/render/render.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { judgeByApexLs } from './apexLs.ts';
import type { Source } from './distinct.ts';
import { outdated, undocumented } from './documented.ts';
import { judgeFormatting } from './formatting.ts';
import { judgeBySchema, readOfficialSchema } from './officialSchema.ts';
import { judgeByPmd } from './pmd.ts';

const generated = (method: string, appType?: string): ReadonlyMap<string, string> =>
  new Map(render(makeSettings({ method, appType }), readTemplates()).flatMap((component) => [...component.files]));

const visualforce = generated('visualforce');
const classic = generated('auth-provider', 'connected-app');
const CLIENT = 'classes/SelfCallout.cls';

/** A generated file with one thing in it replaced; fails when that thing is not there. */
const plant = (files: ReadonlyMap<string, string>, path: string, right: string, wrong: string): Source => {
  const text = files.get(path) ?? '';
  expect(text, path).to.contain(right);
  return { path, text: text.replace(right, wrong), apiVersion: '66.0' };
};

const withPlanted = (files: ReadonlyMap<string, string>, { path, text }: Source): ReadonlyMap<string, string> =>
  new Map([...files, [path, text]]);

describe('a planted error makes the gate fail', () => {
  it('jorje: a missing semicolon', async () => {
    const planted = plant(visualforce, CLIENT, 'request.setMethod(method);', 'request.setMethod(method)');
    const [problem, ...more] = undocumented(await judgeFormatting([planted]));
    expect(problem).to.match(/^jorje .*SelfCallout\.cls.*Missing ';' at 'request\.setEndpoint'/);
    expect(more).to.deep.equal([]);
  });

  it('prettier-plugin-apex: a space too many', async () => {
    const planted = plant(visualforce, CLIENT, 'request.setMethod(method);', 'request.setMethod( method);');
    const [problem] = undocumented(await judgeFormatting([planted]));
    expect(problem).to.match(/^prettier not formatted classes\/SelfCallout\.cls:\d\d\d prettier prints: +request/);
  });

  it('apex-ls: a method, a type and a page that are not there, and a value of the wrong type', async () => {
    const plants: Array<[Source, RegExp]> = [
      [plant(visualforce, CLIENT, 'request.setMethod(', 'request.setMethods('), /setMethods/],
      [plant(visualforce, CLIENT, 'new HttpRequest()', 'new HttpRequests()'), /HttpRequests/],
      [plant(visualforce, 'classes/SelfCalloutAuth.cls', 'Page.SelfCalloutSession', 'Page.Nothing'), /Nothing/],
      [plant(visualforce, CLIENT, 'LONGEST_TIMEOUT = 120000', "LONGEST_TIMEOUT = 'long'"), /Integer/],
    ];
    const findings = await judgeByApexLs(plants.map(([planted]) => withPlanted(visualforce, planted)));
    const problems = undocumented(findings);
    for (const [, expected] of plants)
      expect(
        problems.some((problem) => expected.test(problem)),
        String(expected),
      ).to.equal(true);
    expect(undocumented(await judgeByApexLs([visualforce]))).to.deep.equal([]);
  });

  it('PMD: a recommended rule, and AppExchange rules for Apex, pages and metadata; a documented finding does not', async () => {
    const page = 'pages/SelfCalloutSession.page';
    const app = 'connectedApps/SelfCallout.connectedApp-meta.xml';
    const { findings } = await judgeByPmd([
      plant(visualforce, CLIENT, 'String rooted =', 'String unused = null;\n        String rooted ='),
      plant(
        visualforce,
        CLIENT,
        'HttpRequest request =',
        'String id = UserInfo.getSessionId();\n        HttpRequest request =',
      ),
      plant(visualforce, page, '<apex:page', '<apex:page title="{!GETSESSIONID()}"'),
      { path: 'pages/Other.page', text: visualforce.get(page) ?? '', apiVersion: '66.0' },
      plant(classic, app, '<callbackUrl>', '<callbackUrl>http://example.com '),
    ]);
    const rules = new Set(undocumented(findings).map((problem) => problem.split(' ')[1]));
    expect([...rules]).to.have.members([
      'UnusedLocalVariable',
      'AvoidUnauthorizedGetSessionIdInApex',
      'AvoidUnauthorizedGetSessionIdInVisualforce',
      'AvoidUnauthorizedApiSessionIdInVisualforce',
      'UseHttpsCallbackUrlConnectedApp',
    ]);
  });

  it('documents: a documented finding that is found no more', () => {
    expect(outdated([])).to.include('AvoidUnauthorizedApiSessionIdInVisualforce');
  });

  const wsdl = process.env['SELFCALLOUT_WSDL'];
  if (wsdl !== undefined) {
    it('xmllint: a misspelt element, a wrong order and a value that is none', async () => {
      const path = 'namedCredentials/SelfCallout.namedCredential-meta.xml';
      const type = '<namedCredentialType>SecuredEndpoint</namedCredentialType>';
      const sources = [
        plant(classic, path, type, type.replaceAll('Type', 'Typo')),
        plant(classic, path, type, type.replace('Secured', '')),
        plant(classic, path, type, `${type}<label>Late</label>`),
      ];
      const [misspelt, valueless, late, ...more] = undocumented(
        await judgeBySchema(sources, await readOfficialSchema(wsdl)),
      );
      expect(misspelt).to.match(/namedCredentialTypo': This element is not expected/);
      expect(valueless).to.match(/The value 'Endpoint' is not an element of the set/);
      expect(late).to.match(/label': This element is not expected/);
      expect(more).to.deep.equal([]);
    });
  }
});
