import { html } from './html.ts';
import { page } from './page.ts';

export type PageProblem = { title: string; error: string; description: string; advice: string; status?: number };

/** What went wrong, in the words of the protocol and in plain ones. */
export const problemPage = ({ title, error, description, advice, status = 400 }: PageProblem): Response =>
  page(
    title,
    html`<p role="alert"><code>error=${error}</code><br /><code>error_description=${description}</code></p>
      <p>${advice}</p>
      <p><a href="/">Home</a> · <a href="/secur/logout.jsp">Log out</a></p>`,
    { status },
  );
