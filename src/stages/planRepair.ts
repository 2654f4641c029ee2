import type { MetadataName } from '../core/metadataName.ts';
import type { OrgFacts } from '../core/facts.ts';
import { appOf, ownApps } from '../core/plan/appVariants.ts';
import { issuerOf } from '../core/plan/issuerOf.ts';
import { examine, madeApps, signingCertificate, withoutApps, type Examined } from '../core/plan/repair.ts';
import { ownProviders } from '../core/plan/suffix.ts';
import { leftCertificates } from './leftCertificates.ts';
import { nextAppName } from '../core/rotate/nextApp.ts';
import type { Settings } from '../core/settings.ts';
import { metadataFields } from '../core/xml/metadataFields.ts';
import type { OrgPort } from '../ports/orgPort.ts';

/** Whether this org's token endpoint knows a consumer key: that of another org's app it does not (L66). */
const knowsKey = async (org: OrgPort, key: string | undefined, signal: AbortSignal): Promise<boolean> => {
  if (key === undefined) return false;
  const answer = await org.probeToken({ key, secret: '' }, signal);
  return answer.ok || answer.error !== 'invalid_client_id';
};

const keyOfProvider = ({ components }: OrgFacts, provider: string | undefined): string | undefined => {
  const found = components.get(`AuthProvider/${provider ?? ''}`);
  return found && metadataFields(found.xml).get('consumerKey');
};

type Kept = { keeps: boolean; provider?: string };

/** Whether the app serves on: its secret is stored still, as after a change of the My Domain alone, or can be read. */
const isKept = async (
  org: OrgPort,
  { method, name }: Settings,
  facts: OrgFacts,
  { inUse, providers }: Examined,
  signal: AbortSignal,
): Promise<Kept> => {
  const isReadable = async (): Promise<Kept> => ({
    keeps: (await org.readBack(appOf(name, facts), signal)).kind === 'pair',
  });
  switch (method) {
    case 'client-credentials':
      return facts.credential === 'Configured' ? { keeps: true } : isReadable();
    case 'identity-provider':
      return facts.identityProvider === 'Configured' ? { keeps: true } : isReadable();
    case 'jwt-bearer':
      return { keeps: await knowsKey(org, issuerOf(name, facts), signal) };
    case 'auth-provider': {
      if (
        inUse !== undefined &&
        providers.includes(inUse) &&
        (await knowsKey(org, keyOfProvider(facts, inUse), signal))
      ) {
        return { keeps: true, provider: inUse };
      }
      const [made] = ownProviders(name, facts).at(-1) ?? [];
      return (await knowsKey(org, keyOfProvider(facts, made), signal)) ? { keeps: true } : isReadable();
    }
    case 'username-password':
      return { keeps: facts.login === 'Configured' };
    case 'visualforce':
      return { keeps: true };
  }
};

/** What an app that is made anew is called: a certificate cannot be made again under its name while it is in use (L06). */
const freshName = async (
  org: OrgPort,
  { method, name }: Settings,
  facts: OrgFacts,
  signal: AbortSignal,
): Promise<string> => {
  const certificate = method === 'jwt-bearer' ? signingCertificate(name, facts) : undefined;
  if (certificate === undefined) return name;
  const listed = await org.listMetadata(['ExternalClientApplication', 'Certificate'], signal);
  const apps = new Set(ownApps(name, facts));
  const others = listed.filter(({ type, fullName }) => type === 'Certificate' || !apps.has(fullName));
  return nextAppName(name, certificate, others);
};

/**
 * The facts with what has to become of parts that belong to another org (L05, L66): a sandbox refresh leaves them, or a
 * change of the My Domain. Asks the org nothing where there are none. Sends no secret anywhere, and changes nothing.
 */
export const planRepair = async (
  org: OrgPort,
  settings: Settings,
  facts: OrgFacts,
  signal: AbortSignal,
): Promise<OrgFacts> => {
  const { name } = settings;
  const examined = examine(name, facts);
  const old = settings.method === 'jwt-bearer' ? await leftCertificates(org, name, facts, signal) : [];
  if (examined === undefined && old.length === 0) return facts;
  const { foreign, moved, providers } = examined ?? { foreign: [], moved: false, providers: [] };
  const left = (provider?: string): MetadataName[] => [
    ...providers.filter((fullName) => fullName !== provider).map((fullName) => ({ type: 'AuthProvider', fullName })),
    ...old,
  ];
  const app = appOf(name, facts);
  const apps = madeApps(name, facts);
  const { keeps, provider }: Kept = examined?.moved
    ? await isKept(org, settings, facts, examined, signal)
    : { keeps: true };
  if (keeps) {
    const kept = provider === undefined ? {} : { provider };
    return { ...facts, repair: { foreign, moved, ended: [], app, left: left(provider), ...kept } };
  }
  const certificate = settings.method === 'jwt-bearer' ? signingCertificate(name, facts) : undefined;
  const certificates = certificate === undefined ? [] : [{ type: 'Certificate', fullName: certificate }];
  const repair = {
    foreign,
    moved,
    ended: apps,
    app: await freshName(org, settings, facts, signal),
    left: [...left(), ...certificates],
  };
  return { ...withoutApps(apps, facts), repair };
};
