import type { OrgState, Session } from '../state/orgState.ts';
import { liveSession, openSession } from '../state/sessions.ts';

/** What Lightning Experience has of a browser's session: a session of its own (L40) and the `aura.token`. */
export const lightningOf = (state: OrgState, session: Session): { token: string; csrf: string } => {
  const known = session.lightning;
  if (known && liveSession(state, known.token)) return known;
  const { token } = openSession(state, { userId: session.userId, scopes: ['full'], kind: 'lightning' });
  const made = { token, csrf: known?.csrf ?? `eyJub25jZSI6${state.newSecret(80)}` };
  session.lightning = made;
  return made;
};
