import { decodePart } from '../http/decodePart.ts';
import type { OrgState, Consumer } from '../state/orgState.ts';
import { sameSecret } from '../state/passwords.ts';
import { readApp, type App } from './app.ts';
import { knownConsumer } from './knownConsumer.ts';
import { oauthError } from './oauthError.ts';

export type ClientProof = { id: string; secret: string };

/** From the form or, where that names no client, from HTTP Basic. */
export const clientProof = (request: Request, form: URLSearchParams): ClientProof => {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const [id = '', ...secret] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  return form.has('client_id') || !basic
    ? { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
    : { id: decodePart(id), secret: decodePart(secret.join(':')) };
};

export type Client = { consumer: Consumer; app: App };

/** The app of a consumer key, if the org knows it (L10) and it is switched on. */
export const findClient = (state: OrgState, key: string): Client | Response => {
  const consumer = knownConsumer(state, key);
  if (!consumer) return oauthError('invalid_client_id', 'client identifier invalid');
  const app = readApp(state, consumer.appName);
  return app?.enabled
    ? { consumer, app }
    : oauthError('invalid_grant', 'External client app is not installed in this org');
};

/** A secret that is needed must be right, and so must one that is not. */
export const secretProblem = (consumer: Consumer, secret: string, isNeeded: boolean): Response | undefined =>
  (isNeeded || secret !== '') && !sameSecret(secret, consumer.secret)
    ? oauthError('invalid_client', 'invalid client credentials')
    : undefined;
