import { problemOf, type MetadataProblem } from '../metadataProblem.ts';

/** Which components a call may meet: `create` none, `update` one that is there, `upsert` either. */
export type SaveMode = 'create' | 'update' | 'upsert';

export const presenceProblems = (mode: SaveMode, isThere: boolean, fullName: string): MetadataProblem[] => {
  if (mode === 'create' && isThere) {
    return [problemOf('DUPLICATE_DEVELOPER_NAME', `The name ${fullName} is already in use.`)];
  }
  return mode === 'update' && !isThere
    ? [problemOf('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${fullName}`)]
    : [];
};
