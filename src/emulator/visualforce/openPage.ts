import { componentOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { openSession } from '../state/sessions.ts';
import { userById } from '../state/users.ts';
import { mayOpenPage } from './pageAccess.ts';
import { parsePage } from './parsePage.ts';
import { renderPage } from './renderPage.ts';

/** A page as a user gets it, with HTTP status. */
export type OpenedPage = { status: number; contentType: string; body: string };

const refused = (status: number, title: string, text: string): OpenedPage => ({
  status,
  contentType: 'text/html;charset=UTF-8',
  body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`,
});

/**
 * Renders a page for a user. A page that asks for `$Api.Session_ID` shows the id of a Visualforce session, made for
 * it: the API takes it wherever the user may use the API (platform-facts §7.1).
 */
export const openPage = (
  state: OrgState,
  userId: string,
  name: string,
  parameters: ReadonlyMap<string, string>,
): OpenedPage => {
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
  const shows = page.parts.some((part) => 'expression' in part && /session_id/i.test(part.expression));
  const session = shows
    ? openSession(state, { userId, scopes: ['api', 'web', 'visualforce'], kind: 'visualforce' })
    : undefined;
  const rendered = renderPage(page, {
    sessionId: session?.token ?? '',
    orgId: state.org.id,
    orgName: state.org.name,
    user: userById(state, userId) ?? {},
    pageName: stored.fullName,
    parameters,
  });
  return { status: 200, ...rendered };
};
