import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { networkErrorOf, refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';
import { sendAnonymously } from './send.ts';

/** OAuth errors come as JSON text in the message of jsforce's error. */
const oauthErrorOf = (error: unknown): { error: string; description: string } | undefined => {
  if (!(error instanceof Error)) return undefined;
  try {
    const answer = JSON.parse(error.message) as { error?: string; error_description?: string };
    return answer.error === undefined
      ? undefined
      : { error: answer.error, description: answer.error_description ?? '' };
  } catch {
    return undefined;
  }
};

/** Asks the org's token endpoint for a client-credentials token, without a scope (L16), and drops it. */
export const makeProbeToken =
  (connection: Connection, counter: RequestCounter): OrgPort['probeToken'] =>
  async (pair) => {
    const form = { grant_type: 'client_credentials', client_id: pair.key, client_secret: pair.secret };
    const request = {
      method: 'POST' as const,
      url: '/services/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    };
    try {
      await counter.polling(() => sendAnonymously(connection, request));
      return { ok: true };
    } catch (error) {
      const refusal = networkErrorOf(error) ? undefined : oauthErrorOf(error);
      return refusal ? { ok: false, ...refusal } : refuse(error, 'probeToken', connection.instanceUrl, [pair.secret]);
    }
  };
