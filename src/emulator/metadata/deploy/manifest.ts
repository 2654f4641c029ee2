import { childrenOf, childText } from '../../soap/envelope.ts';
import { parseXml } from '../../soap/parseXml.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';

/** A component that a manifest names; `*` stands for all of the type. */
export type Member = { type: string; fullName: string };

export type Manifest = { version: string | undefined; members: readonly Member[] };

/** Reads package.xml or a destructiveChanges file. */
export const readManifest = (text: string): Manifest | { problem: MetadataProblem } => {
  const root = parseXml(text);
  if ('problem' in root) {
    const { line, column } = root;
    return { problem: { ...problemOf('INVALID_FIELD', `Error parsing file: ${root.problem}`), line, column } };
  }
  if (root.name !== 'Package') {
    return { problem: problemOf('INVALID_FIELD', `Element ${root.name} invalid at this location in type Package`) };
  }
  const members = childrenOf(root, 'types').flatMap((types) => {
    const type = childText(types, 'name') ?? '';
    return childrenOf(types, 'members').map((member) => ({ type, fullName: member.text.trim() }));
  });
  return { version: childText(root, 'version'), members };
};
