import { problemPage } from '../pages/problemPage.ts';
import { redirect } from '../pages/redirect.ts';

/** An answer to the app that asked: back at its redirect URI, in the query. */
export const backToApp = (redirectUri: string, values: Readonly<Record<string, string | undefined>>): Response => {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(values)) if (value !== undefined) target.searchParams.set(name, value);
  return redirect(target.href);
};

/** While the app or its redirect URI is in doubt nothing is sent there: the person at the browser is told. */
export const toldToPerson = (error: string, description: string): Response =>
  problemPage({
    title: 'OAuth Error',
    error,
    description,
    advice:
      "We can't authorize you because of an OAuth error. For more information, contact your Salesforce administrator.",
  });

/** A request that was answered, or that waited too long: the back button and old bookmarks lead here. */
export const requestIsOver = (): Response =>
  problemPage({
    title: 'This request is over',
    error: 'invalid_request',
    description: 'the authorization request was answered or has expired',
    advice: 'Start again from the application that asked for access.',
  });
