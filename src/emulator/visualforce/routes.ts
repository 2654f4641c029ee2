import { browserSession } from '../http/cookies.ts';
import type { Call, Route } from '../http/router.ts';
import { openPage } from './openPage.ts';

const redirect = (location: string): Response => new Response(null, { status: 302, headers: { location } });

/** A page for a browser that is logged in; others are sent to the login page and come back. */
const handle = async ({ state, request, url, params }: Call): Promise<Response> => {
  const session = browserSession(state, request);
  if (!session) return redirect(`/login?startURL=${encodeURIComponent(url.pathname + url.search)}`);
  const opened = await openPage(state, session, params['name'] ?? '', request);
  if ('location' in opened) return redirect(opened.location);
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
