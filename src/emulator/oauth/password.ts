import { blocksPasswordFlow } from '../state/passwordFlow.ts';
import { passwordMatches } from '../state/passwords.ts';
import { findUser } from '../state/users.ts';
import type { Grant } from './grant.ts';
import { oauthError } from './oauthError.ts';
import { tokenAnswer } from './tokenAnswer.ts';

const failed = (): Response => oauthError('invalid_grant', 'authentication failure');

/** L47: for Connected Apps only, and blocked unless the org allows it. Which of these it was the answer does not tell. */
export const password: Grant = {
  type: 'password',
  takesScope: true,
  needsSecret: () => true,
  handle: ({ state, form, consumer, app }) => {
    const isOpen = app.kind === 'connected-app' && !blocksPasswordFlow(state);
    const user = findUser(state, form.get('username') ?? '');
    if (!isOpen || user?.['IsActive'] !== true) return failed();
    if (!passwordMatches(state, user.Id, form.get('password') ?? '')) return failed();
    return tokenAnswer(state, consumer, { userId: user.Id, scopes: app.scopes, refreshable: false });
  },
};
