import { defaultSwitches, type Switches } from './switches.ts';

/** Values that a switch of words takes. */
const WORDS: Readonly<Partial<Record<keyof Switches, readonly string[]>>> = {
  ecaSecretOnDeploy: ['honoured', 'ignored'],
  globalOauthByDeploy: ['accepted', 'refused'],
  ecaSecretOnUpdate: ['ignored', 'refused', 'honoured'],
  connectedAppCreation: ['blocked', 'allowed'],
  deployWithPendingJobs: ['refused', 'allowed'],
  destructiveMix: ['allowed', 'refused'],
  asyncSession: ['byOrigin', 'valid', 'invalid'],
  authProviderSecretOnUpdate: ['refused', 'ignored'],
  usernamePasswordFlow: ['blocked', 'allowed'],
  calloutLoops: ['refused', 'allowed'],
  jobsOfCalloutLoops: ['allowed', 'refused'],
  policyPermissionSet: ['orgOrDeploy', 'orgOnly'],
  calloutRedirects: ['given', 'followed'],
  undeclaredActionCallouts: ['allowed', 'refused'],
  privilegedLogin: ['passkey', 'password'],
  missingPkce: ['token', 'authorize'],
  jwtBearerStatus: ['configured', 'notConfigured'],
};

const isSwitch = (name: string): name is keyof Switches => name in defaultSwitches;

const valueOf = (name: keyof Switches, text: string): string | number | boolean | undefined => {
  const words = WORDS[name];
  if (words) return words.includes(text) ? text : undefined;
  if (typeof defaultSwitches[name] === 'number') return /^\d+$/.test(text) ? Number(text) : undefined;
  return text === 'true' ? true : text === 'false' ? false : undefined;
};

/** `propagationMs=5000` → `{ propagationMs: 5000 }`; undefined when there is no such switch or value. */
export const parseSwitch = (text: string): Partial<Switches> | undefined => {
  const [name = '', ...rest] = text.split('=');
  const value = isSwitch(name) ? valueOf(name, rest.join('=')) : undefined;
  return value === undefined ? undefined : { [name]: value };
};

/** What may be written after `--switch`, one a line. */
export const switchNames = (): string[] =>
  Object.entries(defaultSwitches).map(([name, value]) => {
    const words = WORDS[name as keyof Switches] ?? (typeof value === 'number' ? ['milliseconds'] : ['true', 'false']);
    return `${name}=${words.join('|')}`;
  });
