import type { Connection } from '@salesforce/core';
import type { ClockPort } from '../../ports/clockPort.ts';
import type { RemovalPort } from '../../ports/removalPort.ts';
import type { RequestCounter } from '../requestCounter.ts';
import { makeCredentialUsers } from './credentialUsers.ts';
import { makeDeleteRecords } from './deleteRecords.ts';
import { makeDependencies } from './dependencies.ts';
import { makeDestroy } from './destroy.ts';
import { makeSources } from './sources.ts';

/** What a removal asks of the org behind a connection. Jobs are asked after every `everyMs` milliseconds. */
export const makeRemovalPort = (
  connection: Connection,
  counter: RequestCounter,
  clock: ClockPort,
  everyMs: number,
): RemovalPort => ({
  sources: makeSources(connection),
  dependencies: makeDependencies(connection),
  credentialUsers: makeCredentialUsers(connection),
  deleteRecords: makeDeleteRecords(connection),
  destroy: makeDestroy(connection, counter, clock, everyMs),
});
