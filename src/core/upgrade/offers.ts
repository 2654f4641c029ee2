/** What an API version brings that a loopback can make use of and that an upgrade alone does not. */
export type Offer = { apiVersion: string; what: string };

/** platform-facts §10, L67 and L70. */
const OFFERS: readonly Offer[] = [
  { apiVersion: '61.0', what: 'The method identity-provider: sf selfcallout setup --method identity-provider' },
  { apiVersion: '62.0', what: 'The action cancelApprovalSubmission, through SelfCallout.action' },
  { apiVersion: '65.0', what: 'A new secret without a second app: staged credentials of External Client Apps' },
  { apiVersion: '67.0', what: 'Queries of Apex run in user mode unless they say otherwise; the generated ones say it' },
  { apiVersion: '68.0', what: 'Demonstrating proof of possession and mutual TLS for External Client Apps' },
];

/** What stands between two versions, of which the first is older. */
export const offersBetween = (from: string, to: string): Offer[] =>
  OFFERS.filter(({ apiVersion }) => Number(apiVersion) > Number(from) && Number(apiVersion) <= Number(to));
