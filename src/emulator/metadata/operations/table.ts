import type { Operation } from '../operation.ts';
import { cancelDeploy } from './cancelDeploy.ts';
import { checkDeployStatus } from './checkDeployStatus.ts';
import { checkRetrieveStatus } from './checkRetrieveStatus.ts';
import { createMetadata } from './createMetadata.ts';
import { deleteMetadata } from './deleteMetadata.ts';
import { deploy } from './deploy.ts';
import { deployRecentValidation } from './deployRecentValidation.ts';
import { describeMetadata } from './describeMetadata.ts';
import { listMetadata } from './listMetadata.ts';
import { readMetadata } from './readMetadata.ts';
import { renameMetadata } from './renameMetadata.ts';
import { retrieve } from './retrieve.ts';
import { updateMetadata } from './updateMetadata.ts';
import { upsertMetadata } from './upsertMetadata.ts';

/** The operations of the Metadata API that are emulated. */
export const OPERATIONS: readonly Operation[] = [
  deploy,
  checkDeployStatus,
  cancelDeploy,
  deployRecentValidation,
  retrieve,
  checkRetrieveStatus,
  listMetadata,
  describeMetadata,
  createMetadata,
  readMetadata,
  updateMetadata,
  upsertMetadata,
  deleteMetadata,
  renameMetadata,
];
