import type { OrgState } from '../state/orgState.ts';

/** With an app go its tokens, codes and consents, and whoever asks for one. */
export const endTokens = ({ oauth, sessions }: OrgState, consumerKey: string): void => {
  for (const held of [oauth.requests, oauth.codes, oauth.refreshTokens, sessions]) {
    for (const [key, { consumerKey: of }] of held) if (of === consumerKey) held.delete(key);
  }
  for (const key of oauth.approvals.keys()) if (key.endsWith(` ${consumerKey}`)) oauth.approvals.delete(key);
};
