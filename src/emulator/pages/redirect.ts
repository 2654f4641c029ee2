/** Sends a browser on; a form's POST becomes a GET. */
export const redirect = (location: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store', ...headers } });

/** A path of this org to go on to, or its home page: never another host (`//host`, `/\host`, `https:…`). */
export const ownPath = (target: string | null | undefined, orgUrl: string): string => {
  if (!target) return '/';
  const base = new URL(orgUrl);
  const { href } = base;
  if (!URL.canParse(target, href)) return '/';
  const { origin, pathname, search, hash } = new URL(target, href);
  return origin === base.origin ? pathname.replace(/^\/+/, '/') + search + hash : '/';
};
