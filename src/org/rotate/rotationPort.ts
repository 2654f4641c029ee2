import type { Connection } from '@salesforce/core';
import type { RotationPort } from '../../ports/rotationPort.ts';
import { makeStoredKey } from './storedKey.ts';
import { makeStaging } from './staging.ts';

/** What only a rotation asks, behind a connection of `@salesforce/core`. */
export const makeRotationPort = (connection: Connection): RotationPort => ({
  ...makeStaging(connection),
  storedKey: makeStoredKey(connection),
});
