import { expect } from 'chai';
import JSZip from 'jszip';
import type { OrgComponent, OrgFacts } from '../../src/core/facts.ts';
import { METHODS } from '../../src/core/methods/methods.ts';
import { fillPlaceholders, type OrgValue } from '../../src/core/placeholders.ts';
import { makePlan } from '../../src/core/plan/makePlan.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { possibleComponents } from '../../src/core/plan/superfluous.ts';
import { render } from '../../src/core/render/render.ts';
import { makeSettings, type SettingsInput } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { zipSource } from '../../src/org/zipSource.ts';
import { EVERY_ROW } from '../../src/core/render/layout.ts';
import { componentNames } from '../../src/core/names.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { deploy, retrieve } from '../emulator/metadata/metadataOrg.ts';

const templates = readTemplates();
const GLOBAL = 'ExtlClntAppGlobalOauthSettings';

const factsOf = async (emulator: Emulator, secretBearing: boolean): Promise<OrgFacts> => {
  const names = componentNames('SelfCallout');
  const members = possibleComponents('SelfCallout').map(({ type, fullName }) => [type, fullName] as const);
  const { files } = await retrieve(emulator, members);
  const textAt = (path: string): string | undefined => files.get(`unpackaged/${path}`) ?? files.get(path);
  const components = EVERY_ROW.flatMap((row): Array<[string, OrgComponent]> => {
    const fullName = names[row.name];
    // In a package an object has no folder of its own, and only what has content has a file of metadata beside it.
    const paths = row.paths(fullName).map((path) => path.replace(/^objects\/\w+\//, 'objects/'));
    const [content, metadata] = paths.length === 2 ? paths : [undefined, paths[0]?.replace('-meta.xml', '')];
    const xml = textAt(metadata ?? '');
    const body = textAt(content ?? '');
    if (xml === undefined || row.secretBearing) return [];
    return [[`${row.type}/${fullName}`, body === undefined ? { xml } : { xml, body }]];
  });
  const admin = CLI_USERNAME;
  return {
    org: {
      id: emulator.state.org.id,
      name: 'Emulated',
      instanceUrl: 'https://acme.my.salesforce.com',
      isSandbox: false,
      organizationType: 'Developer Edition',
      namespacePrefix: null,
    },
    user: { id: '005000000000001AAA', username: admin, email: 'admin@acme.example', missingPermissions: [] },
    runAs: { id: '005000000000001AAA', username: admin, isActive: true, isPrivileged: false, apiEnabled: true },
    components: new Map(components),
    unread: new Set(secretBearing ? [`${GLOBAL}/SelfCallout_glbloauth`] : []),
    satellites: new Map(),
    credential: 'Configured',
    identityProvider: 'Configured',
    login: 'Configured',
    assigned: new Set([admin]),
    appUsers: new Set([admin]),
  };
};

/** Deploys what the plan says, with the values that come into being on the way. */
const walk = async (emulator: Emulator, plan: Plan): Promise<string[]> => {
  const values: Partial<Record<OrgValue, string>> = { consumerKey: 'KEY12345', consumerSecret: 'SECRET12345' };
  const failures: string[] = [];
  for (const step of plan.steps) {
    if (step.kind === 'readCertificate') {
      const { files } = await retrieve(emulator, [['Certificate', step.certificate]]);
      values.certificate = [...files].find(([path]) => path.endsWith(`certs/${step.certificate}.crt`))?.[1] ?? '';
      expect(values.certificate).to.contain('BEGIN CERTIFICATE');
    }
    if (step.kind !== 'deploy') continue;
    const files = new Map(step.components.flatMap((component) => [...component.files]));
    const zip = await JSZip.loadAsync(await zipSource(fillPlaceholders('SelfCallout', files, values), '66.0'));
    const entries = Object.values(zip.files).filter(({ dir }) => !dir);
    const texts = await Promise.all(entries.map(async (entry) => [entry.name, await entry.async('string')] as const));
    const outcome = await deploy(emulator, Object.fromEntries(texts));
    failures.push(...outcome.failures);
    expect(outcome.failures, step.group).to.deep.equal([]);
  }
  return failures;
};

const VARIANTS: readonly SettingsInput[] = [
  ...METHODS.map((method) => ({ method })),
  { method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' },
  { method: 'auth-provider', principalType: 'per-user' },
  { method: 'identity-provider', appType: 'connected-app' },
];

describe('every method, deployed to an emulated org as planned', () => {
  for (const input of VARIANTS) {
    it(`is accepted, and the org then has all of it: ${Object.values(input).join(', ')}`, async () => {
      const emulator = createEmulator({ switches: { connectedAppCreation: 'allowed' } });
      const settings = makeSettings(input);
      const desired = render(settings, templates);
      await walk(emulator, makePlan(settings, desired, await factsOf(emulator, false)));
      const hasGlobal = desired.some(({ type }) => type === GLOBAL);
      const again = makePlan(settings, desired, await factsOf(emulator, hasGlobal));
      const differing = again.components.filter(({ change }) => change !== 'unchanged');
      expect(
        differing.map(({ component, change }) => `${component.type}/${component.fullName} ${change}`),
      ).to.deep.equal([]);
    });
  }
});

describe('a switch of methods, deployed to an emulated org as planned', () => {
  for (const [from, to, callback] of [
    ['client-credentials', 'auth-provider', '/services/authcallback/SelfCallout'],
    ['auth-provider', 'identity-provider', '/services/extidp/callback'],
    ['jwt-bearer', 'client-credentials', '/services/oauth2/success'],
    ['client-credentials', 'jwt-bearer', '/services/oauth2/success'],
  ] as const) {
    it(`keeps the key of the app and gives it what ${to} needs after ${from}`, async () => {
      const emulator = createEmulator({});
      const planOf = async (method: string, isThere: boolean): Promise<Plan> => {
        const settings = makeSettings({ method });
        return makePlan(settings, render(settings, templates), await factsOf(emulator, isThere));
      };
      await walk(emulator, await planOf(from, false));
      await walk(emulator, await planOf(to, true));
      const again = await planOf(to, true);
      const differing = again.components.filter(({ change }) => change !== 'unchanged');
      expect(differing.map(({ component }) => `${component.type}/${component.fullName}`)).to.deep.equal([]);
      const { files } = await retrieve(emulator, [[GLOBAL, 'SelfCallout_glbloauth']]);
      const global = [...files].find(([path]) => path.endsWith('.ecaGlblOauth'))?.[1] ?? '';
      expect(global).to.contain(`${callback}</callbackUrl>`).and.to.contain('<consumerKey>KEY12345<');
      expect(global.includes('BEGIN CERTIFICATE')).to.equal(to === 'jwt-bearer');
    });
  }
});
