import type { Connection } from '@salesforce/core';
import { fail } from '../../core/failure.ts';
import type { RotationPort, StagedPair, Staging } from '../../ports/rotationPort.ts';
import { ABSENT } from '../externalCredential.ts';
import { consumerOf, oauthApps } from '../oauthApps.ts';
import { isOff } from '../readBack.ts';
import { refusalOf, refuse } from '../refusal.ts';
import { jsonRequest, send, type OrgRequest } from '../send.ts';

type Staged = { id: string; key: string; secret: string; state?: string };
type Answer = { stagedCredentials?: readonly Staged[] };

/** The resource came with 65.0. */
const firstVersion = 65;

const stagedIn = (url: string, { stagedCredentials = [] }: Answer): StagedPair | undefined => {
  const found = stagedCredentials.find(({ state }) => state?.toLowerCase() !== 'expired');
  return (
    found && {
      url: `${url}/${encodeURIComponent(found.id)}`,
      pair: { key: found.key, secret: found.secret },
      rotated: found.state?.toLowerCase() === 'rotated',
    }
  );
};

const withStaged = (url: string, answer: Answer): Staging => {
  const staged = stagedIn(url, answer);
  return staged === undefined ? { url } : { url, staged };
};

/** Staged credentials through Connect (platform-facts §2.5): the answers hold secrets, which no error may. */
export const makeStaging = (connection: Connection): Omit<RotationPort, 'storedKey'> => {
  const get = <T>(url: string): Promise<T> => send<T>(connection, { method: 'GET', url });
  const change = async (request: OrgRequest, verb: string, secret: string): Promise<void> => {
    try {
      await send(connection, request);
    } catch (error) {
      refuse(error, verb, connection.instanceUrl, [secret]);
    }
  };
  return {
    staging: async (appName) => {
      if (Number(connection.version) < firstVersion) return undefined;
      try {
        const app = (await oauthApps(connection)).find(({ name }) => name === appName);
        const consumer = app && (await consumerOf(connection, app));
        if (!consumer) return undefined;
        const url = `${consumer.url}/staged`;
        return withStaged(url, await get<Answer>(url));
      } catch (error) {
        return isOff(error) ? undefined : refuse(error, 'staging', connection.instanceUrl);
      }
    },
    stage: async ({ url }) => {
      let refusal: unknown;
      try {
        await send(connection, jsonRequest('POST', url, {}));
      } catch (error) {
        refusal = error;
      }
      try {
        // What is there counts, not the answer: another run may have staged them meanwhile.
        const staged = stagedIn(url, await get<Answer>(url));
        if (staged) return staged;
      } catch (error) {
        refusal ??= error;
      }
      if (refusal !== undefined) refuse(refusal, 'stage', connection.instanceUrl);
      return fail('StagingFailed');
    },
    promote: ({ url, pair }) => change(jsonRequest('PATCH', url, { command: 'rotate' }), 'promote', pair.secret),
    unstage: async ({ url, pair }) => {
      try {
        await send(connection, { method: 'DELETE', url });
      } catch (error) {
        if (!ABSENT.includes(refusalOf(error).code)) refuse(error, 'unstage', connection.instanceUrl, [pair.secret]);
      }
    },
  };
};
