import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import { appOf } from '../core/plan/appVariants.ts';
import type { KeyPair } from '../ports/orgPort.ts';
import type { Walk } from './walk.ts';

/** The app's own key, for a deploy that names it where nobody needs the secret. */
const ownKey = async ({ request: { settings }, facts, ports: { org }, signal }: Walk): Promise<string> => {
  const app = appOf(settings.name, facts);
  const found = await org.readBack(app, signal);
  if (found.kind === 'pair') return found.pair.key;
  const key = found.kind === 'key' ? found.key : await org.readKey(componentNames(app).globalOauthSettings, signal);
  return key ?? fail('SecretReadBackOff', { app });
};

const obtain = async (walk: Walk): Promise<KeyPair> => {
  const { plan, ports, request, signal } = walk;
  if (plan.pair === 'new') return ports.secrets.newPair();
  if (plan.pair === 'readKey') return { key: await ownKey(walk), secret: '' };
  const app = appOf(request.settings.name, walk.facts);
  const found = await ports.org.readBack(app, signal);
  return found.kind === 'pair' ? found.pair : fail('SecretReadBackOff', { app });
};

/** Key and secret from where the plan says (`PairSource`), got when the first step needs them and kept for the others. */
export const obtainPair = async (walk: Walk): Promise<KeyPair> => {
  const pair = walk.pair ?? (await obtain(walk));
  walk.pair = pair;
  walk.values.consumerKey = pair.key;
  if (pair.secret !== '') walk.values.consumerSecret = pair.secret;
  return pair;
};
