import { html, type Html } from './html.ts';

const STYLE: Html = {
  html: `<style>
:root { color-scheme: light dark; --ink: #181818; --paper: #fff; --ground: #f3f3f3; --line: #747474; --accent: #0b5cab; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f3f3f3; --paper: #232323; --ground: #121212; --line: #aeaeae; --accent: #78b0fd; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 2rem auto; padding: 1.5rem; background: var(--paper); border-radius: .5rem;
  overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.25; }
label { display: block; margin-top: 1rem; font-weight: 600; }
label.check { font-weight: 400; }
input:not([type=checkbox]) { width: 100%; padding: .625rem; border: 1px solid var(--line); border-radius: .25rem;
  background: transparent; color: inherit; font: inherit; }
button { min-height: 2.75rem; margin: 1.25rem .5rem 0 0; padding: 0 1.25rem; border: 1px solid var(--accent);
  border-radius: .25rem; background: transparent; color: var(--accent); font: inherit; font-weight: 600; }
button.main { background: var(--accent); color: var(--paper); }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
dt { font-weight: 600; } dd { margin: 0 0 .75rem; }
[role=alert], [role=status] { padding: .75rem; border-left: .25rem solid; }
[role=alert] { border-color: #ba0517; background: #ba05171a; }
[role=status] { border-color: #2e844a; background: #2e844a1a; }
footer { margin-top: 1.5rem; font-size: .875rem; opacity: .8; }
</style>`,
};

export type PageOptions = { status?: number; headers?: Readonly<Record<string, string>> };

/** A page of the org for people: no script, nothing from elsewhere, never kept by the browser, shown in no frame. */
export const page = (title: string, content: Html, { status = 200, headers = {} }: PageOptions = {}): Response => {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} | Emulated Org</title>
        ${STYLE}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
          <footer>This org is emulated. It runs on this machine only.</footer>
        </main>
      </body>
    </html> `;
  return new Response(document.html, {
    status,
    headers: {
      'content-type': 'text/html;charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
};
