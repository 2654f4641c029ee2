import { admittedChoices } from './combinations.ts';

/** One way to a proven loopback. */
export type Act = {
  method: string;
  name: string;
  /** What is typed besides: pairs of a flag and its value. */
  options: readonly string[];
  /** Someone types the password at a terminal, which `--json` does not ask for. */
  terminal?: true;
};

/** Every method, each with a loopback of its own in the one org. */
export const acts: readonly Act[] = [
  { method: 'client-credentials', name: 'SelfCallout', options: [] },
  { method: 'auth-provider', name: 'SelfCalloutWeb', options: [] },
  { method: 'jwt-bearer', name: 'SelfCalloutJwt', options: [] },
  { method: 'identity-provider', name: 'SelfCalloutIdp', options: [] },
  { method: 'visualforce', name: 'SelfCalloutPage', options: [] },
  { method: 'username-password', name: 'SelfCalloutLogin', options: [], terminal: true },
];

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Every method with every kind of app, credential and principal that it admits. */
export const everyAct = (): readonly Act[] =>
  [...admittedChoices.values()].map(({ method, appType, credentialType, principalType }, at) => ({
    method,
    name: `SelfCallout${letters[at] ?? ''}`,
    options: Object.entries({
      '--app-type': appType,
      '--credential-type': credentialType,
      '--principal': principalType,
    }).flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])),
    ...(method === 'username-password' && { terminal: true as const }),
  }));

/** What an org of today refuses, and username-password needs. */
export const switches = ['usernamePasswordFlow=allowed', 'connectedAppCreation=allowed'];
