import { childrenOf, childText } from '../../soap/envelope.ts';
import type { XmlValue } from '../../soap/writeXml.ts';
import type { OrgState } from '../../state/orgState.ts';
import type { MetadataType } from '../metadataType.ts';
import { tooMany } from '../crud/tooMany.ts';
import { faultReply, type Operation } from '../operation.ts';
import { orgComponent } from '../orgComponents.ts';
import { renderNode } from '../schema/renderNode.ts';
import { crudType } from '../types/table.ts';

const recordOf = (state: OrgState, type: MetadataType, fullName: string, version: number): XmlValue => {
  const stored = orgComponent(state, type, fullName);
  if (!stored) return { '@xsi:nil': 'true' };
  return {
    '@xsi:type': type.rootElement ?? type.name,
    fullName: stored.fullName,
    ...(stored.body === undefined ? {} : { content: Buffer.from(stored.body).toString('base64') }),
    ...renderNode(type.show?.(state, stored) ?? stored.xml, type.rootElement ?? type.name, version),
  };
};

export const readMetadata: Operation = {
  name: 'readMetadata',
  handle: ({ state, element, apiVersion }) => {
    const name = childText(element, 'type') ?? '';
    const type = crudType(name);
    if (!type) return faultReply('NOT_EMULATED', `Metadata type ${name} is not emulated.`);
    const fullNames = childrenOf(element, 'fullNames').map((fullName) => fullName.text.trim());
    const limit = tooMany(name, fullNames.length);
    if (limit) return limit;
    const records = fullNames.map((fullName) => recordOf(state, type, fullName, Number(apiVersion)));
    return { content: { result: { records } } };
  },
};
