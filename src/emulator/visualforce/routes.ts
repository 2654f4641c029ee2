import { browserSession } from '../http/cookies.ts';
import type { Call, Route } from '../http/router.ts';
import { openPage } from './openPage.ts';

/** A page for a browser that is logged in; others are sent to the login page and come back. */
const handle = ({ state, request, url, params }: Call): Response => {
  const session = browserSession(state, request);
  if (!session) {
    const location = `/login?startURL=${encodeURIComponent(url.pathname + url.search)}`;
    return new Response(null, { status: 302, headers: { location } });
  }
  const opened = openPage(state, session.userId, params['name'] ?? '', new Map(url.searchParams));
  return new Response(opened.body, {
    status: opened.status,
    headers: {
      'content-type': opened.contentType,
      'cache-control': 'no-cache, must-revalidate, max-age=0, no-store, private',
    },
  });
};

export const visualforceRoutes: readonly Route[] = [
  { method: 'GET', pattern: /^\/apex\/(?<name>\w+)\/?$/, access: 'none', handle },
];
