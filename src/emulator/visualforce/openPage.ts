import { componentOf } from '../state/components.ts';
import type { OrgState, Session } from '../state/orgState.ts';
import { openSession } from '../state/sessions.ts';
import { userById } from '../state/users.ts';
import type { Page } from './page.ts';
import { mayOpenPage } from './pageAccess.ts';
import { parsePage } from './parsePage.ts';
import { escaped, renderPage } from './renderPage.ts';
import { runPageApex } from './runPageApex.ts';

/** A page as a user gets it, with HTTP status, or where its action leads. */
export type OpenedPage = { status: number; contentType: string; body: string } | { location: string };

const refused = (status: number, title: string, text: string): OpenedPage => ({
  status,
  contentType: 'text/html;charset=UTF-8',
  body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${escaped(text)}</p></body></html>\n`,
});

const showsSession = ({ parts, apex }: Page): boolean =>
  apex !== null || parts.some((part) => 'expression' in part && /session_?id/i.test(part.expression));

/**
 * Renders a page for the bearer of a browser's session. A page that asks for `$Api.Session_ID` shows the id of a
 * Visualforce session, which its controllers have as well: the API takes it wherever the user may use the API
 * (platform-facts §7.1). Where a JWT stands for the session there is none (L41).
 */
export const openPage = async (
  state: OrgState,
  { userId, isJwt }: Session,
  name: string,
  request: Request,
): Promise<OpenedPage> => {
  const stored = componentOf(state, 'ApexPage', name);
  if (!stored) return refused(404, 'URL No Longer Exists', `Page ${name.replace(/\W/g, '')} does not exist.`);
  if (!mayOpenPage(state, userId, stored.fullName)) {
    return refused(
      403,
      'Insufficient Privileges',
      'You do not have the level of access necessary to perform the operation you requested.',
    );
  }
  const page = parsePage(stored.body ?? '');
  if ('problem' in page) return refused(500, 'Visualforce Error', page.problem);
  const session =
    showsSession(page) && !isJwt
      ? openSession(state, { userId, scopes: ['api', 'web', 'visualforce'], kind: 'visualforce' })
      : undefined;
  const sessionToken = session?.token ?? null;
  const ran = page.apex
    ? await runPageApex(state, page.apex, { userId, sessionToken, request })
    : { values: new Map<string, string>() };
  if ('problem' in ran) return refused(500, 'Visualforce Error', `${ran.problem}\n${ran.stackTrace}`);
  if ('location' in ran) return ran;
  const rendered = renderPage(page, {
    sessionId: sessionToken ?? '',
    orgId: state.org.id,
    orgName: state.org.name,
    user: userById(state, userId) ?? {},
    pageName: stored.fullName,
    parameters: new Map(new URL(request.url).searchParams),
    fields: ran.values,
  });
  return { status: 200, ...rendered };
};
