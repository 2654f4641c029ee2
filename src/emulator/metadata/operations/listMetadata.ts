import { childrenOf, childText } from '../../soap/envelope.ts';
import { pathOf } from '../componentFiles.ts';
import { fileProperties } from '../fileProperties.ts';
import { faultReply, type Operation } from '../operation.ts';
import { orgComponents } from '../orgComponents.ts';
import { metadataType } from '../types/table.ts';

/** L58 */
const MOST_QUERIES = 3;

export const listMetadata: Operation = {
  name: 'listMetadata',
  handle: ({ state, element }) => {
    const names = childrenOf(element, 'queries').map((query) => childText(query, 'type') ?? '');
    if (names.length > MOST_QUERIES) {
      return faultReply('LIMIT_EXCEEDED', `listMetadata takes at most ${MOST_QUERIES} queries, not ${names.length}`);
    }
    const unknown = names.find((name) => !metadataType(name));
    if (unknown !== undefined) {
      return faultReply('NOT_EMULATED', `Metadata type ${unknown} is not emulated; docs/emulator.md lists what is.`);
    }
    const result = names
      .flatMap((name) => metadataType(name) ?? [])
      .flatMap((type) =>
        orgComponents(state, type).map((stored) => fileProperties(state, stored, pathOf(type, stored.fullName))),
      );
    return { content: { result } };
  },
};
