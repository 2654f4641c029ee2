import { expect } from 'chai';
import { keptAdoption } from '../../../src/core/adopt/keptAdoption.ts';
import { failureOf } from '../../../src/core/failure.ts';
import { entriesOf } from '../../../src/core/files/manifest.ts';
import { planProject } from '../../../src/core/files/planProject.ts';
import { render } from '../../../src/core/render/render.ts';
import { upgradedSettings } from '../../../src/core/upgrade/upgradedSettings.ts';
import { CHECKS } from '../../../src/core/verify/checks.ts';
import { contextOf } from '../../../src/core/verify/contexts.ts';
import { readTemplates } from '../../../src/disk/readTemplates.ts';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { verifyPipeline } from '../../../src/stages/verifyPipeline.ts';
import { keepState } from '../../support/keepState.ts';
import { wholeState } from '../../support/wholeState.ts';
import { openSecrets } from '../openSecrets.ts';
import { authorize } from '../repair/support.ts';
import { rotate } from '../rotate/support.ts';
import { collect, makeRig, type Rig } from '../support.ts';
import { clientCredentials, deploy, namedCredential, usernamePassword, visualforce } from './handMade.ts';
import { lasting, touched } from './lasting.ts';

const adopt = { wanted: { method: undefined, use: [] } };
const { signal } = new AbortController();
const target = { packageDir: 'force-app', outputDir: 'force-app/main/default' };

const failureKind = async (work: Promise<unknown>): Promise<[string | undefined, unknown]> => {
  const error: unknown = await work.catch((reason: unknown) => reason);
  const { kind, data = {} } = failureOf(error) ?? {};
  return [kind, data['component'] ?? data['components'] ?? data['parts']];
};

describe('a loopback that took over a hand-made one', () => {
  let rig: Rig;
  let putBack: () => void;
  let start: ReturnType<typeof lasting>;
  const project = new Map<string, string>();

  before(async () => {
    rig = await makeRig();
    await openSecrets();
    await clientCredentials(rig);
    start = lasting(rig);
    project.set('sfdx-project.json', '{\n  "packageDirectories": [{ "path": "force-app", "default": true }]\n}\n');
    rig.ports.files = {
      target,
      read: (paths) => new Map([...project].filter(([path]) => paths.includes(path))),
      write: (files) => {
        for (const [path, text] of files) project.set(path, text);
      },
    };
    expect((await rig.setup({ adopt })).report.outcome).to.equal('proven');
    putBack = keepState(rig.emulator.state);
  });
  beforeEach(() => putBack());
  after(() => rig.close());

  const entry = () => {
    const [found] = entriesOf(project.get('selfcallout.json'));
    if (found === undefined) throw new Error('no entry');
    return found;
  };

  it('is recorded in the project, its app found by its key', () => {
    expect(entry()).to.deep.include({
      method: 'client-credentials',
      appType: 'external-client-app',
      principal: 'Service',
      adopted: {
        NamedCredential: 'Org_API',
        ExternalCredential: 'Loop_Login',
        ExternalCredentialPrincipal: 'Loop_Login-Service',
        ExternalClientApplication: 'Loop_App',
      },
    });
    expect([...project.keys()].filter((path) => /redentials|ClientApp|extlClnt/.test(path))).to.deep.equal([]);
  });

  it('is generated and upgraded as it is', () => {
    const templates = readTemplates();
    const { label, apiVersion } = entry();
    const settings = keptAdoption(entry(), { label, apiVersion });
    const plan = planProject(settings, render(settings, templates), target, project, { edits: 'keep' });
    expect(new Set(plan.files.map(({ change }) => change))).to.deep.equal(new Set(['unchanged']));
    expect([...plan.writes]).to.deep.equal([]);
    const next = upgradedSettings(entry(), '68.0', undefined);
    expect(next).to.deep.equal({ ...settings, apiVersion: '68.0' });
    const client = render(next, templates).find(({ fullName }) => fullName === 'SelfCallout');
    expect([...(client?.files.values() ?? [])].join(''))
      .to.contain("'callout:Org_API'")
      .and.contain('v68.0');
    const hostile = { ...entry(), adopted: { NamedCredential: "x'; delete" } };
    expect(() => keptAdoption(hostile, { label, apiVersion })).to.throw('AdoptedNameInvalid');
  });

  it('is known to verify and authorize by the org alone, and rotate refuses it', async () => {
    const { files, ...ports } = rig.ports;
    expect(files?.target).to.equal(target);
    const verifying = { name: 'SelfCallout', contexts: [contextOf('anonymous')], checks: CHECKS, waitMs: 0 };
    const verify = async () => (await collect(verifyPipeline(verifying, ports, signal))).report;
    const proven = await verify();
    expect(proven).to.deep.include({ outcome: 'proven', method: 'client-credentials' });
    expect(proven.adopted?.map(({ fullName }) => fullName)).to.include('Loop_App');
    expect(proven.checks[0]?.via).to.equal('callout:Org_API');
    for (const credential of rig.emulator.state.credentials) {
      credential.values = { ...credential.values, clientSecret: { value: 'gone', encrypted: true } };
      delete credential.accessToken;
    }
    const refused = await verify();
    expect(refused.outcome).to.equal('notProven');
    expect(refused.checks[0]?.why).to.contain('the app Loop_App');
    const { report } = await authorize(rig, { waitMs: 0, browser: false });
    expect(report).to.deep.include({ outcome: 'authorized', authorization: { status: 'Configured', how: 'readBack' } });
    expect((await verify()).outcome).to.equal('proven');
    const [kind, components] = await failureKind(rotate(rig));
    expect([kind, components]).to.deep.equal([
      'RotationOfAdopted',
      [
        'NamedCredential Org_API',
        'ExternalCredential Loop_Login',
        'ExternalCredentialPrincipal Loop_Login-Service',
        'ExternalClientApplication Loop_App',
      ],
    ]);
  });

  it('is deployed to another org that has it too, and refused by name where that is not so', async () => {
    await deploy(rig, namedCredential('Org_API', 'Loop_Login', 'https://source.my.salesforce.com'));
    const before = wholeState(rig.emulator.state);
    const refused = ['AdoptedForeign', ['NamedCredential Org_API: https://source.my.salesforce.com']];
    expect(await failureKind(authorize(rig))).to.deep.equal(refused);
    expect(wholeState(rig.emulator.state)).to.deep.equal(before);
    rig.emulator.state.components.delete('ApexClass/selfcallout');
    expect(await failureKind(rig.setup())).to.deep.equal(refused);
    const { components } = rig.emulator.state;
    const key = [...components].find(
      ([, each]) => each === componentOf(rig.emulator.state, 'NamedCredential', 'Org_API'),
    )?.[0];
    components.delete(key ?? '');
    expect(await failureKind(rig.setup())).to.deep.equal(['AdoptedGone', 'NamedCredential Org_API']);
  });

  it('is left alone by --no-adopt, which makes components of its own', async () => {
    const { report } = await rig.setup({ adopt: false });
    expect([report.outcome, report.adopted]).to.deep.equal(['proven', undefined]);
    expect(report.components.map(({ type }) => type)).to.include('ExternalClientApplication');
    expect(touched(start, lasting(rig)).filter((key) => !['credentials', 'consumers'].includes(key))).to.deep.equal([]);
    expect(entry().adopted).to.equal(undefined);
    expect((await rig.setup()).report).to.include({ outcome: 'proven', run: 2 });
  });
});

describe('setup --adopt', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('only says what it would take over in a dry run', async () => {
    rig = await makeRig();
    await clientCredentials(rig);
    const before = lasting(rig);
    const { report, events } = await rig.setup({ adopt, dryRun: true });
    expect([report.outcome, report.deploys.map(({ checkOnly }) => checkOnly)]).to.deep.equal(['planned', [true]]);
    const told = events.flatMap((event) => (event.kind === 'info' ? [[event.notice.id, event.notice.data[1]]] : []));
    expect(told).to.deep.equal([
      ['adopted.used', 'Org_API'],
      ['adopted.used', 'Loop_Login'],
      ['adopted.used', 'Loop_Login-Service'],
      ['adopted.access', 'API_Callers'],
    ]);
    expect(lasting(rig)).to.deep.equal(before);
  });

  const ways = [
    ['a named credential', clientCredentials, 'client-credentials'],
    ['a page', visualforce, 'visualforce'],
    ['a login', usernamePassword, 'username-password'],
  ] as const;
  for (const [what, make, method] of ways) {
    it(`L53: brings tests that pass in a production org: ${what}`, async () => {
      const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } as const;
      rig = await makeRig({ edition: 'production', switches });
      await make(rig);
      const { report } = await rig.setup({ adopt: { wanted: { method, use: [] } } });
      expect([report.outcome, report.method]).to.deep.equal(['proven', method]);
    });
  }
});
