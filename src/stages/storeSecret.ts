import type { Step } from '../core/plan/plan.ts';
import { fail } from '../core/failure.ts';
import { appOf } from '../core/plan/appVariants.ts';
import type { KeyPair } from '../ports/orgPort.ts';
import { obtainPair } from './obtainPair.ts';
import { replaceProvider } from './replaceProvider.ts';
import type { Walk } from './walk.ts';

type StoreStep = Extract<Step, { kind: 'storePair' | 'storeLogin' }>;

/** Puts key and secret where Apex gets them from; gives what the org says of it then. */
const store = async (step: StoreStep, pair: KeyPair, walk: Walk): Promise<Walk['authorization']['status']> => {
  const { org, secrets } = walk.ports;
  if (step.kind === 'storeLogin') {
    const password = await secrets.password?.(walk.runAs);
    if (password === undefined || password === '') return fail('PasswordNeeded', { username: walk.runAs });
    await org.storeLogin(step.customSetting, { pair, username: walk.runAs, password }, walk.signal);
    return 'Configured';
  }
  if (step.in === 'identityProvider') {
    await org.storeIdentity(step.fullName, pair, step.exists, walk.signal);
    return 'NotConfigured';
  }
  const at = { externalCredential: step.fullName, principal: walk.request.settings.principal };
  return org.storeCredential(at, pair, step.exists, walk.signal);
};

/**
 * Stores key and secret: a new pair when the app is yet to get one, else the app's own, read back (L11). Comes before the
 * app's deploy, so that no death of this process loses the secret.
 */
export const storeSecret = async (step: StoreStep, walk: Walk): Promise<void> => {
  const pair = await obtainPair(walk);
  const status = await store(step, pair, walk);
  walk.authorization = { status, how: walk.plan.pair === 'new' ? 'made' : 'readBack' };
};

/** Stores the org's own pair in the place of ours (L19); fails where the org does not give out its secret (L11). */
export const storeOther = async (pair: KeyPair, walk: Walk): Promise<void> => {
  const app = appOf(walk.request.settings.name, walk.facts);
  const step = walk.plan.steps.find(
    (candidate): candidate is StoreStep => candidate.kind === 'storePair' || candidate.kind === 'storeLogin',
  );
  if (pair.secret === '') return fail('SecretReadBackOff', { app });
  if (!step) return replaceProvider(pair, walk);
  await store(step.kind === 'storePair' ? { ...step, exists: true } : step, pair, walk);
};
