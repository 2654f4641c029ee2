import type { Operation } from '../operation.ts';
import { METADATA_TYPES } from '../types/table.ts';

/** Names the types of this emulated org, and no others. */
export const describeMetadata: Operation = {
  name: 'describeMetadata',
  handle: ({ state }) => ({
    content: {
      result: {
        metadataObjects: METADATA_TYPES.map((type) => ({
          directoryName: type.directory,
          inFolder: false,
          metaFile: type.metaFile === true,
          suffix: type.suffix,
          xmlName: type.name,
        })),
        organizationNamespace: state.org.namespacePrefix ?? '',
        partialSaveAllowed: true,
        testRequired: false,
      },
    },
  }),
};
