import { html, type Html } from './html.ts';
import { page } from './page.ts';

export type LoginForm = {
  /** Where to go on to after the login. */
  startUrl: string;
  username?: string;
  problem?: string;
  status?: number;
};

const alert = (problem: string | undefined): Html =>
  problem === undefined ? html`` : html`<p role="alert" id="problem">${problem}</p>`;

/** The login page. What was typed as a password is never shown again. */
export const loginPage = ({ startUrl, username = '', problem, status = 200 }: LoginForm): Response =>
  page(
    'Log in',
    html`${alert(problem)}
      <form method="post" action="/login">
        <input type="hidden" name="startURL" value="${startUrl}" />
        <label for="username">Username</label>
        <input
          id="username"
          name="username"
          type="text"
          inputmode="email"
          autocomplete="username"
          autocapitalize="none"
          required
          value="${username}"
        />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <button class="main" type="submit">Log in</button>
      </form>`,
    { status },
  );
