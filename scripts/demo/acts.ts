/** One way to a proven loopback. */
export type Act = {
  method: string;
  name: string;
  /** Someone types the password at a terminal, which `--json` does not ask for. */
  terminal?: true;
};

/** Every method, each with a loopback of its own in the one org. */
export const acts: readonly Act[] = [
  { method: 'client-credentials', name: 'SelfCallout' },
  { method: 'auth-provider', name: 'SelfCalloutWeb' },
  { method: 'jwt-bearer', name: 'SelfCalloutJwt' },
  { method: 'identity-provider', name: 'SelfCalloutIdp' },
  { method: 'visualforce', name: 'SelfCalloutPage' },
  { method: 'username-password', name: 'SelfCalloutLogin', terminal: true },
];

/** What an org of today refuses, and username-password needs. */
export const switches = ['usernamePasswordFlow=allowed', 'connectedAppCreation=allowed'];
