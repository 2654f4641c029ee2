import { failureOf } from '../../core/failure.ts';
import { componentNames } from '../../core/names.ts';
import { ownApps } from '../../core/plan/appVariants.ts';
import { isBurntSuffix } from '../../core/plan/burntSuffix.ts';
import { ownProviders } from '../../core/plan/suffix.ts';
import { newestOf, nextAppName } from '../../core/rotate/nextApp.ts';
import { nextSuffix } from '../../core/rotate/nextSuffix.ts';
import { metadataFields } from '../../core/xml/metadataFields.ts';
import type { KeyPair, ListedMetadata } from '../../ports/orgPort.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { makeApp, makeProvider, type SecondNames } from './makeApp.ts';
import type { Fresh, Rotation } from './rotation.ts';

/** An app that an earlier run made, where its key and secret, or what the method needs of them, can be had. */
const leftApp = async (
  { settings, ports, facts, signal }: Rotation,
  app: string,
  listed: readonly ListedMetadata[],
): Promise<Fresh | undefined> => {
  const left = (pair: KeyPair, provider?: string): Fresh => ({
    app,
    pair,
    resumed: true,
    ...(provider === undefined ? {} : { provider }),
  });
  const readKey = (): Promise<string | undefined> => ports.org.readKey(componentNames(app).globalOauthSettings, signal);
  if (settings.method === 'jwt-bearer') {
    const hasCertificate = listed.some(({ type, fullName }) => type === 'Certificate' && fullName === app);
    const key = hasCertificate ? await readKey() : undefined;
    return key === undefined ? undefined : left({ key, secret: '' });
  }
  if (settings.method === 'auth-provider') {
    const key = await readKey();
    const [provider] =
      ownProviders(settings.name, facts).find(([, { xml }]) => metadataFields(xml).get('consumerKey') === key) ?? [];
    return key === undefined || provider === undefined ? undefined : left({ key, secret: '' }, provider);
  }
  const found = await ports.org.readBack(app, signal);
  return found.kind === 'pair' ? left(found.pair) : undefined;
};

const isBurnt = (error: unknown): boolean => {
  const problems = failureOf(error)?.data?.['problems'];
  return Array.isArray(problems) && problems.some((problem) => isBurntSuffix(String(problem)));
};

/** Does `make` with the first URL suffix that the org takes; which ones were used before nothing shows (L13). */
async function* withSuffix<T>(
  { settings, facts }: Rotation,
  app: string,
  burnt: Set<string>,
  make: (names: SecondNames) => AsyncGenerator<StageEvent, T>,
): AsyncGenerator<StageEvent, { made: T; names: SecondNames }> {
  if (settings.method !== 'auth-provider') return { made: yield* make({ app }), names: { app } };
  for (;;) {
    const provider = nextSuffix(settings.name, facts, burnt);
    const names = { app, provider };
    try {
      return { made: yield* make(names), names };
    } catch (error) {
      if (!isBurnt(error)) throw error;
      const next = nextSuffix(settings.name, facts, burnt.add(provider));
      yield { kind: 'warning', notice: { id: 'suffixBurnt', data: [provider, next] } };
    }
  }
}

/**
 * The app to go over to: one that an earlier run left, or a new one. Which of several is in use nobody can say where the
 * secret is not given out; a new one beside them all is right in any case.
 */
export async function* secondApp(rotation: Rotation): AsyncGenerator<StageEvent, Fresh> {
  const { settings, ports, facts, app, signal } = rotation;
  const { name } = settings;
  const listed = await ports.org.listMetadata(['ExternalClientApplication', 'Certificate'], signal);
  const newest = newestOf(ownApps(name, facts), listed);
  const left = newest === undefined ? undefined : await leftApp(rotation, newest, listed);
  if (left !== undefined) return left;
  const to = nextAppName(name, app, listed);
  const { made, names } = yield* withSuffix(rotation, to, new Set(), (each) => makeApp(rotation, each));
  return { ...names, ...made, resumed: false };
}

/** The second app with an Auth Provider that holds the pair which the org made for it (L12, L19). */
export async function* withOwnPair(rotation: Rotation, fresh: Fresh, pair: KeyPair): AsyncGenerator<StageEvent, Fresh> {
  const { app, provider = app, resumed } = fresh;
  const { names } = yield* withSuffix(rotation, app, new Set([provider]), (each) => makeProvider(rotation, each, pair));
  await rotation.ports.org.deleteComponent('AuthProvider', provider, rotation.signal);
  return { ...names, pair, resumed };
}
