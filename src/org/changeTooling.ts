import type { Connection } from '@salesforce/core';
import type { ChangeOutcome, OrgPort, ToolingChange } from '../ports/orgPort.ts';
import { composite, errorCodeOf, type Subrequest, type Subresponse } from './composite.ts';
import type { RequestCounter } from './requestCounter.ts';
import { dataPath } from './send.ts';

const METHODS = { create: 'POST', update: 'PATCH', delete: 'DELETE' } as const;

const subrequest = (connection: Connection, change: ToolingChange, index: number): Subrequest => ({
  method: METHODS[change.kind],
  url: dataPath(connection, `/tooling/sobjects/${change.object}${change.kind === 'create' ? '' : `/${change.id}`}`),
  referenceId: change.kind === 'create' ? change.as : `change${index}`,
  ...(change.kind === 'delete' ? {} : { body: change.fields }),
});

const outcomeOf = (response: Subresponse): ChangeOutcome => {
  const errorCode = errorCodeOf(response);
  const body: unknown = Array.isArray(response.body) ? response.body[0] : response.body;
  const { id, message } = Object(body) as { id?: unknown; message?: unknown };
  if (errorCode === undefined) return typeof id === 'string' ? { id } : {};
  return { errorCode, message: typeof message === 'string' ? message : '' };
};

/** Tooling's own composite resource: the general one takes none of Tooling's records. */
export const makeChangeTooling =
  (connection: Connection, counter: RequestCounter): OrgPort['changeTooling'] =>
  async (changes, _signal, poll) => {
    if (changes.length === 0) return [];
    const requests = changes.map((change, index) => subrequest(connection, change, index));
    const ask = (): Promise<readonly Subresponse[]> => composite(connection, 'changeTooling', requests, '/tooling');
    return (await (poll ? counter.polling(ask) : ask())).map(outcomeOf);
  };
