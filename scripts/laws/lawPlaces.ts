/** Where a law can be shown. `nowhere`: in no org that tests can have. */
export type LawPlace = 'scratch' | 'sandbox' | 'production' | 'nowhere';

/** Laws of which a part takes more than a scratch org; all others a scratch org shows whole. */
export const lawPlaces: Readonly<Record<string, readonly LawPlace[]>> = {
  // The audience login.salesforce.com is that of production.
  L17: ['scratch', 'production'],
  // What production alone refuses: deploys that do not roll back, and NoTestRun.
  L50: ['scratch', 'production'],
  L53: ['scratch', 'production'],
  // Only a sandbox is refreshed, and only there and in production is a privileged login asked for more.
  L66: ['sandbox'],
  L72: ['sandbox', 'production'],
};
