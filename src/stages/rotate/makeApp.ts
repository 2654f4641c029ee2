import type { Component } from '../../core/components.ts';
import { fail } from '../../core/failure.ts';
import { fillPlaceholders, type OrgValue } from '../../core/placeholders.ts';
import { keepingPair } from '../../core/plan/compareComponent.ts';
import { authProviderName, underSuffix } from '../../core/plan/suffix.ts';
import { render } from '../../core/render/render.ts';
import { copyApp } from '../../core/rotate/copyApp.ts';
import type { KeyPair } from '../../ports/orgPort.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { globalSettingsType } from '../appSatellites.ts';
import { deployApp } from '../deployApp.ts';
import { deployGroup, withoutTests } from '../deployGroup.ts';
import type { Fresh, Rotation } from './rotation.ts';

/** What a second app is called, and the Auth Provider with it, where the method has one. */
export type SecondNames = Pick<Fresh, 'app' | 'provider'>;

/** Key and secret of a second app. `isNew`: this run made it, and no other one at the same time. */
export type Made = { pair: KeyPair; isNew: boolean };

/** What is made anew; permission sets and credentials stay. */
const isApps = ({ type }: Component): boolean => /^ExtlClntApp|^ExternalClientApplication$|^AuthProvider$/.test(type);

/** The second app, and its Auth Provider, like the first ones. */
const secondComponents = (
  { settings, ports, facts, app: from, runAs }: Rotation,
  { app, provider }: SecondNames,
  pair: KeyPair,
  certificate?: string,
): Component[] => {
  const values: Partial<Record<OrgValue, string>> = {
    myDomainUrl: facts.org.instanceUrl,
    contactEmail: facts.user.email,
    runAsUser: runAs,
    consumerKey: pair.key,
    consumerSecret: pair.secret,
    ...(certificate === undefined ? {} : { certificate }),
  };
  const rendered = render({ ...settings, name: app }, ports.templates).filter(isApps);
  const inUse = authProviderName(settings.name, facts, false);
  return copyApp(rendered, facts, { from, to: app, provider: inUse, loopback: settings.name })
    .map((component) => underSuffix(component, app, provider ?? app))
    .map((component) => ({ ...component, files: fillPlaceholders(app, component.files, values) }));
};

/** Deploys a second app, with a certificate of its own where the method signs (L06). */
export async function* makeApp(rotation: Rotation, names: SecondNames): AsyncGenerator<StageEvent, Made> {
  const { settings, ports, deploys, signal } = rotation;
  const { app } = names;
  const pair = ports.secrets.newPair();
  const isCertificate = ({ type }: Component): boolean => type === 'Certificate';
  const certificates = render({ ...settings, name: app }, ports.templates).filter(isCertificate);
  if (certificates.length > 0) yield* deployGroup(ports.org, certificates, withoutTests, deploys, signal);
  const read = certificates.length > 0 ? await ports.org.readCertificate(app, signal) : { pem: undefined };
  const { pem } = read ?? fail('CertificateUnreadable', { certificate: app });
  const created = yield* deployApp(ports.org, app, secondComponents(rotation, names, pair, pem), deploys, signal);
  return { pair, isNew: created.includes(`ExternalClientApplication/${app}`) };
}

/**
 * Makes another Auth Provider for the second app, whose key and secret are those that the org made itself (L19): the one
 * that is there keeps its own for ever (L12), and is deleted.
 */
export async function* makeProvider(
  rotation: Rotation,
  names: SecondNames,
  pair: KeyPair,
): AsyncGenerator<StageEvent, void> {
  const { ports, deploys, signal } = rotation;
  const changed = secondComponents(rotation, names, pair)
    .filter(({ type }) => type === 'AuthProvider' || type === globalSettingsType)
    .map((component) => (component.type === 'AuthProvider' ? component : keepingPair(component)));
  yield* deployApp(ports.org, names.app, changed, deploys, signal);
}
