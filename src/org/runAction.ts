import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { networkErrorOf, refusalOf, refuse } from './refusal.ts';
import { dataPath, jsonRequest, send } from './send.ts';

type Result = { isSuccess: boolean; outputValues?: Record<string, unknown> | null };

/** The Actions API: compiled Apex, which takes neither Author Apex nor Customize Application (L39). */
export const makeRunAction =
  (connection: Connection): OrgPort['runAction'] =>
  async (className, input) => {
    const request = jsonRequest('POST', dataPath(connection, `/actions/custom/apex/${className}`), { inputs: [input] });
    try {
      const [result] = await send<readonly Result[]>(connection, request);
      return { output: result?.outputValues ?? {} };
    } catch (error) {
      if (networkErrorOf(error)) return refuse(error, 'runAction', connection.instanceUrl);
      const { code, message } = refusalOf(error);
      if (code === 'INVALID_SESSION_ID') return refuse(error, 'runAction', connection.instanceUrl);
      return { errorCode: code, message: message.slice(0, 300) };
    }
  };
