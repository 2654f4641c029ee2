import { componentOf, textOf } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { pathOf } from '../componentFiles.ts';
import type { Member } from '../deploy/manifest.ts';
import { fileProperties, type FileProperties } from '../fileProperties.ts';
import { renderComponent } from '../renderComponent.ts';
import { customObject } from '../types/customObject.ts';

type FieldFiles = {
  /** Texts by path below the package's root. */
  files: Map<string, string>;
  properties: FileProperties[];
  /** Members that the org has not. */
  missing: Member[];
};

/**
 * Custom fields that a retrieve asks for (`Object.Field`): in a file of their object that holds nothing else, but where the
 * object comes whole (`whole` has its name).
 */
export const fieldFiles = (
  state: OrgState,
  members: readonly Member[],
  whole: ReadonlySet<string>,
  version: number,
): FieldFiles => {
  const found: FieldFiles = { files: new Map(), properties: [], missing: [] };
  for (const object of new Set(members.map(({ fullName }) => fullName.split('.')[0] ?? ''))) {
    const stored = componentOf(state, 'CustomObject', object);
    const asked = members.filter(({ fullName }) => fullName.startsWith(`${object}.`));
    const fieldOf = ({ fullName }: Member) =>
      stored?.xml.children['fields']?.find((field) => `${object}.${textOf(field, 'fullName') ?? ''}` === fullName);
    const there = asked.filter((member) => fieldOf(member) !== undefined);
    found.missing.push(...asked.filter((member) => !there.includes(member)));
    if (!stored || there.length === 0) continue;
    const path = pathOf(customObject, stored.fullName);
    const fields = there.map(fieldOf).filter((field) => field !== undefined);
    if (!whole.has(stored.fullName)) {
      found.files.set(path, renderComponent(customObject, { ...stored.xml, children: { fields } }, version));
    }
    for (const { type, fullName } of there) {
      found.properties.push({ ...fileProperties(state, stored, `unpackaged/${path}`), fullName, id: '', type });
    }
  }
  return found;
};
