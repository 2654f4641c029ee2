import type { OrgState, Session } from './orgState.ts';

/** Session timeout of the emulated org: the longest that Setup > Session Settings offers. Counted from the last use. */
const TIMEOUT_MS = 24 * 60 * 60 * 1000;

/** Opens a session. Its token has the form that clients check: organization id, `!`, word characters and dots. */
export const openSession = (state: OrgState, session: Omit<Session, 'token' | 'expiresAt'>): Session => {
  const token = `${state.org.id.slice(0, 15)}!AQ${state.newSecret(94)}`;
  const opened: Session = { ...session, token, expiresAt: state.now() + TIMEOUT_MS };
  state.sessions.set(token, opened);
  return opened;
};

/** The session of a token while it lasts and its user is active; using it renews it, unless it is a JWT. */
export const liveSession = (state: OrgState, token: string | undefined): Session | undefined => {
  const session = token === undefined ? undefined : state.sessions.get(token);
  if (!session || session.expiresAt <= state.now()) return undefined;
  const user = state.records.get('User')?.find((row) => row['Id'] === session.userId);
  if (user?.['IsActive'] !== true) return undefined;
  if (!session.isJwt) session.expiresAt = state.now() + TIMEOUT_MS;
  return session;
};

/**
 * L69: where sessions are locked to the address they came from, that of a page, which Apex sends from the org's own
 * address. A callout is known by its stack depth (L49).
 */
export const isLockedOut = ({ switches }: OrgState, { kind }: Session, request: Request): boolean =>
  switches.sessionsLockedToIp && kind === 'visualforce' && request.headers.has('sfdc_stack_depth');

/** Whether the API takes this session: not one of Lightning (L40), and not a token without a scope for the API. */
export const mayUseApi = (session: Session): boolean =>
  session.kind !== 'lightning' && session.scopes.some((scope) => scope === 'api' || scope === 'full');
