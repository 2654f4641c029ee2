import type { Component } from '../../core/components.ts';
import { fail, failureOf } from '../../core/failure.ts';
import { componentNames } from '../../core/names.ts';
import { fillPlaceholders, type OrgValue } from '../../core/placeholders.ts';
import { ownApps } from '../../core/plan/appVariants.ts';
import { isBurntSuffix } from '../../core/plan/burntSuffix.ts';
import { authProviderName } from '../../core/plan/suffix.ts';
import { render } from '../../core/render/render.ts';
import { copyApp } from '../../core/rotate/copyApp.ts';
import { newestOf, nextAppName } from '../../core/rotate/nextApp.ts';
import { metadataFields } from '../../core/xml/metadataFields.ts';
import type { KeyPair, ListedMetadata } from '../../ports/orgPort.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { deployApp } from '../deployApp.ts';
import { deployGroup } from '../deployGroup.ts';
import type { Fresh, Rotation } from './rotation.ts';

const options = { checkOnly: false, runTests: [] };

/** What is made anew; permission sets and credentials stay. */
const isApps = ({ type }: Component): boolean => /^ExtlClntApp|^ExternalClientApplication$|^AuthProvider$/.test(type);

/** Key and secret of an app that an earlier run made, where they, or what the method needs of them, can be had. */
const leftPair = async (
  { settings, ports, facts, signal }: Rotation,
  app: string,
  listed: readonly ListedMetadata[],
): Promise<KeyPair | undefined> => {
  const has = (type: string): boolean => listed.some((each) => each.type === type && each.fullName === app);
  if (settings.method === 'jwt-bearer') {
    const key = has('Certificate')
      ? await ports.org.readKey(componentNames(app).globalOauthSettings, signal)
      : undefined;
    return key === undefined ? undefined : { key, secret: '' };
  }
  if (settings.method === 'auth-provider') {
    const provider = facts.components.get(`AuthProvider/${app}`);
    const key = provider && metadataFields(provider.xml).get('consumerKey');
    return key === undefined ? undefined : { key, secret: '' };
  }
  const found = await ports.org.readBack(app, signal);
  return found.kind === 'pair' ? found.pair : undefined;
};

/** Deploys a second app `to`, with a certificate of its own where the method signs (L06); gives its key and secret. */
async function* makeApp(rotation: Rotation, to: string): AsyncGenerator<StageEvent, KeyPair> {
  const { settings, ports, facts, app, runAs, deploys, signal } = rotation;
  const provider = authProviderName(settings.name, facts, false);
  const pair = ports.secrets.newPair();
  const values: Partial<Record<OrgValue, string>> = {
    myDomainUrl: facts.org.instanceUrl,
    contactEmail: facts.user.email,
    runAsUser: runAs,
    consumerKey: pair.key,
    consumerSecret: pair.secret,
  };
  const rendered = render({ ...settings, name: to }, ports.templates);
  const filled = (components: readonly Component[]): Component[] =>
    components.map((component) => ({ ...component, files: fillPlaceholders(to, component.files, values) }));
  const certificate = rendered.filter(({ type }) => type === 'Certificate');
  if (certificate.length > 0) {
    yield* deployGroup(ports.org, certificate, options, deploys, signal);
    const { pem } = (await ports.org.readCertificate(to, signal)) ?? fail('CertificateUnreadable', { certificate: to });
    values.certificate = pem;
  }
  const components = filled(copyApp(rendered.filter(isApps), facts, { from: app, to, provider }));
  yield* deployApp(ports.org, to, components, deploys, signal);
  return pair;
}

const isBurnt = (error: unknown): boolean => {
  const problems = failureOf(error)?.data?.['problems'];
  return Array.isArray(problems) && problems.some((problem) => isBurntSuffix(String(problem)));
};

/**
 * The app to go over to: one that an earlier run left, or a new one. Which of several is in use nobody can say where the
 * secret is not given out; a new one beside them all is right in any case.
 */
export async function* secondApp(rotation: Rotation): AsyncGenerator<StageEvent, Fresh> {
  const { settings, ports, facts, app, signal } = rotation;
  const { name } = settings;
  const listed = await ports.org.listMetadata(['ExternalClientApplication', 'Certificate', 'AuthProvider'], signal);
  const newest = newestOf(ownApps(name, facts), listed);
  const left = newest === undefined ? undefined : await leftPair(rotation, newest, listed);
  if (newest !== undefined && left !== undefined) return { app: newest, pair: left, resumed: true };
  const burnt = new Set<string>();
  for (;;) {
    const to = nextAppName(name, app, listed, burnt);
    try {
      return { app: to, pair: yield* makeApp(rotation, to), resumed: false };
    } catch (error) {
      if (!isBurnt(error)) throw error;
      yield {
        kind: 'warning',
        notice: { id: 'suffixBurnt', data: [to, nextAppName(name, app, listed, burnt.add(to))] },
      };
    }
  }
}
