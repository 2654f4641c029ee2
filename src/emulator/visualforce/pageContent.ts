import type { ApexRefusal, PageContent } from '../apex/host.ts';
import type { OrgState } from '../state/orgState.ts';
import { openSession } from '../state/sessions.ts';
import { userById } from '../state/users.ts';

const notDone = (what: string): { refusal: ApexRefusal } => ({
  refusal: { exceptionType: 'System.UnsupportedOperationException', message: `Not emulated: ${what}` },
});

/** Whose page it is; `isJwt` where a JWT stands for the session (L41). */
type Visitor = { userId: string; isJwt: boolean };

/**
 * L42: what `PageReference.getContent()` gives: the page as the running user would get it, or the page that refuses it.
 * It is a callout to the org itself, so that a page's own Apex is held to L49. The Automated Process user has no page;
 * what a real org does with it is not documented.
 */
export const pageContent = async (
  state: OrgState,
  { userId, isJwt }: Visitor,
  path: string,
): Promise<PageContent | { refusal: ApexRefusal }> => {
  const url = new URL(path, state.org.url);
  if (!/^\/apex\/\w+\/?$/.test(url.pathname))
    return notDone(`getContent() of ${url.pathname}, which is no Visualforce page`);
  if (userById(state, userId)?.['UserType'] === 'AutomatedProcess')
    return notDone('getContent() of the Automated Process user');
  const { token } = openSession(state, { userId, scopes: ['web'], kind: 'ui', ...(isJwt && { isJwt }) });
  const headers = { cookie: `sid=${token}`, sfdc_stack_depth: '1' };
  const response = await state.send(
    new Request(state.org.url + url.pathname + url.search, { headers, redirect: 'manual' }),
  );
  state.sessions.delete(token);
  if (response.status === 302) return notDone('getContent() of a page whose action leads elsewhere');
  return { body: new Uint8Array(await response.arrayBuffer()) };
};
