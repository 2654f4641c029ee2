import { expect } from 'chai';
import JSZip from 'jszip';
import type { OrgFacts } from '../../src/core/facts.ts';
import { fillPlaceholders, type OrgValue } from '../../src/core/placeholders.ts';
import { makePlan } from '../../src/core/plan/makePlan.ts';
import type { Step } from '../../src/core/plan/plan.ts';
import { render } from '../../src/core/render/render.ts';
import { makeSettings, type SettingsInput } from '../../src/core/settings/makeSettings.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';
import { componentOf } from '../../src/emulator/state/components.ts';
import { CLI_USERNAME, userNamed } from '../../src/emulator/state/users.ts';
import { zipSource } from '../../src/org/zipSource.ts';
import { deploy, retrieve } from '../emulator/metadata/metadataOrg.ts';
import { ask } from '../emulator/support/ask.ts';
import { browse } from '../emulator/support/browser.ts';
import { urlOf } from '../emulator/support/consents.ts';
import { assign, callout, hostOf } from '../emulator/support/loopback.ts';

const templates = readTemplates();
const NAME = 'SelfCallout';
const CONNECT = '/services/data/v66.0/named-credentials';

/** An org with nothing of the loopback in it. */
const emptyFacts = ({ state }: Emulator): OrgFacts => {
  const { Id: id } = userNamed(state, CLI_USERNAME);
  const user = { id, username: CLI_USERNAME, email: 'admin@acme.example', missingPermissions: [] };
  return {
    org: {
      id: state.org.id,
      name: state.org.name,
      instanceUrl: state.org.url,
      isSandbox: false,
      organizationType: 'Developer Edition',
      namespacePrefix: null,
    },
    user,
    runAs: { id, username: CLI_USERNAME, isActive: true, isPrivileged: false, apiEnabled: true },
    components: new Map(),
    unread: new Set(),
    satellites: new Map(),
    credential: 'NotConfigured',
    identityProvider: 'NotConfigured',
    login: 'Absent',
    assigned: new Set(),
    appUsers: new Set(),
  };
};

type Values = Partial<Record<OrgValue, string>>;

const deployStep = async (
  emulator: Emulator,
  { components }: Extract<Step, { kind: 'deploy' }>,
  values: Values,
): Promise<void> => {
  const files = new Map(components.flatMap((component) => [...component.files]));
  const zip = await JSZip.loadAsync(await zipSource(fillPlaceholders(NAME, files, values), '66.0'));
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  const texts = await Promise.all(entries.map(async (entry) => [entry.name, await entry.async('string')] as const));
  expect((await deploy(emulator, Object.fromEntries(texts))).failures).to.deep.equal([]);
};

/** What somebody at a browser does: logs in, opens the page, presses what is to be pressed. */
const consent = async (
  emulator: Emulator,
  { how }: Extract<Step, { kind: 'consent' }>,
  principalType: string,
): Promise<void> => {
  const { logIn, open, submit } = browse(emulator);
  await logIn();
  const { state } = emulator;
  const ofPrincipal = { externalCredential: NAME, principalType, principalName: 'Main' };
  const credential = componentOf(state, 'NamedCredential', NAME);
  const page =
    how === 'connect'
      ? await open(
          urlOf(await ask(emulator, `${CONNECT}/credential/auth-url/o-auth`, { method: 'POST', body: ofPrincipal })),
        )
      : await submit(
          await open(`/lightning/setup/NamedCredential/page?address=${encodeURIComponent(`/${credential?.id}`)}`),
          {
            startAuthentication: 'true',
          },
        );
  const end = await submit(page, { decision: 'allow' });
  expect(end.status, end.text).to.equal(200);
};

const storePair = async (
  emulator: Emulator,
  step: Extract<Step, { kind: 'storePair' }>,
  values: Values,
): Promise<void> => {
  const { consumerKey = '', consumerSecret = '' } = values;
  const answer =
    step.in === 'identityProvider'
      ? await ask(emulator, `${CONNECT}/external-auth-identity-provider-credentials/${step.fullName}`, {
          method: 'POST',
          body: {
            credentials: [
              { credentialName: 'clientId', credentialValue: consumerKey },
              { credentialName: 'clientSecret', credentialValue: consumerSecret },
            ],
          },
        })
      : await ask(emulator, `${CONNECT}/credential`, {
          method: 'POST',
          body: {
            externalCredential: step.fullName,
            principalName: 'Main',
            principalType: 'NamedPrincipal',
            authenticationProtocol: 'OAuth',
            authenticationProtocolVariant: 'ClientCredentialsClientSecret',
            credentials: {
              clientId: { value: consumerKey, encrypted: false },
              clientSecret: { value: consumerSecret, encrypted: true },
            },
          },
        });
  expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
};

/** Does what the plan says, as the set-up would. */
const walk = async (emulator: Emulator, steps: readonly Step[], principalType: string): Promise<void> => {
  const values: Values = { consumerKey: 'KEY1234567890', consumerSecret: 'SECRET1234567890' };
  for (const step of steps) {
    if (step.kind === 'deploy') await deployStep(emulator, step, values);
    if (step.kind === 'readCertificate') {
      const { files } = await retrieve(emulator, [['Certificate', step.certificate]]);
      values.certificate = [...files].find(([path]) => path.endsWith(`certs/${step.certificate}.crt`))?.[1] ?? '';
    }
    if (step.kind === 'assign') {
      assign(emulator.state, componentOf(emulator.state, 'PermissionSet', step.permissionSet)?.id ?? '');
    }
    if (step.kind === 'storePair') await storePair(emulator, step, values);
    if (step.kind === 'consent') await consent(emulator, step, principalType);
  }
};

const VARIANTS: readonly SettingsInput[] = [
  { method: 'client-credentials' },
  { method: 'auth-provider' },
  { method: 'auth-provider', principalType: 'per-user' },
  { method: 'auth-provider', appType: 'connected-app' },
  { method: 'auth-provider', credentialType: 'legacy' },
  { method: 'auth-provider', appType: 'connected-app', credentialType: 'legacy' },
  { method: 'jwt-bearer' },
  { method: 'identity-provider' },
  { method: 'identity-provider', appType: 'connected-app' },
];

describe('every method with a named credential, from nothing to a callout', () => {
  for (const input of VARIANTS) {
    it(`calls the org, and again when its tokens are over: ${Object.values(input).join(', ')}`, async () => {
      const emulator = createEmulator({ switches: { connectedAppCreation: 'allowed' } });
      const server = await listen(emulator);
      try {
        const settings = makeSettings(input);
        const plan = makePlan(settings, render(settings, templates), emptyFacts(emulator));
        const principalType = input.principalType === 'per-user' ? 'PerUserPrincipal' : 'NamedPrincipal';
        await walk(emulator, plan.steps, principalType);
        const { state } = emulator;
        const limits = (): ReturnType<typeof callout> =>
          callout(hostOf(state), `callout:${NAME}/services/data/v66.0/limits`);
        const first = await limits();
        expect([first.status, first.refused]).to.deep.equal([200, undefined]);
        state.sessions.clear();
        expect((await limits()).status).to.equal(200);
      } finally {
        await server.close();
      }
    });
  }
});
