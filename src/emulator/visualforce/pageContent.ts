import type { ApexRefusal, PageContent } from '../apex/host.ts';
import type { Caller } from '../callout/caller.ts';
import type { OrgState } from '../state/orgState.ts';
import { userById } from '../state/users.ts';
import { openPage } from './openPage.ts';

/**
 * L42: what `PageReference.getContent()` gives: the page as the running user would get it, or the page that refuses it.
 * The Automated Process user has no page; what a real org does with it is not documented.
 */
export const pageContent = (
  state: OrgState,
  { userId }: Caller,
  url: string,
): PageContent | { refusal: ApexRefusal } => {
  const { pathname, searchParams } = new URL(url, state.org.url);
  const name = /^\/apex\/(\w+)\/?$/.exec(pathname)?.[1];
  if (name === undefined) {
    const message = `Not emulated: getContent() of ${pathname}, which is no Visualforce page`;
    return { refusal: { exceptionType: 'System.UnsupportedOperationException', message } };
  }
  if (userById(state, userId)?.['UserType'] === 'AutomatedProcess') {
    const message = 'Not emulated: getContent() of the Automated Process user';
    return { refusal: { exceptionType: 'System.UnsupportedOperationException', message } };
  }
  return { body: Buffer.from(openPage(state, userId, name, new Map(searchParams)).body, 'utf8') };
};
