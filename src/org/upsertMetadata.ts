import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { refuse } from './refusal.ts';

type Problem = { statusCode?: string; message?: string };

/** One upsertMetadata call. The fields may hold the consumer secret: it stays out of every error. */
export const makeUpsertMetadata =
  (connection: Connection): OrgPort['upsertMetadata'] =>
  async (type, fields) => {
    const secrets = [fields['consumerSecret']].filter((value) => typeof value === 'string');
    let result: { success: boolean; errors?: unknown };
    try {
      const answer: unknown = await connection.metadata.upsert(type, fields as never);
      result = (Array.isArray(answer) ? answer[0] : answer) as typeof result;
    } catch (error) {
      return refuse(error, 'upsertMetadata', connection.instanceUrl, secrets);
    }
    if (String(result.success) === 'true') return;
    const first = (Array.isArray(result.errors) ? result.errors[0] : result.errors) as Problem | undefined;
    const words = secrets.reduce((text, secret) => text.replaceAll(secret, '[REDACTED]'), first?.message ?? '');
    fail('UpsertRefused', { type, code: first?.statusCode ?? 'UNKNOWN', message: words });
  };
