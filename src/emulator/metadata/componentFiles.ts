import type { StoredComponent } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import type { MetadataType } from './metadataType.ts';
import { renderComponent } from './renderComponent.ts';

/** Path of a component's main file below a package's root. */
export const pathOf = (type: MetadataType, fullName: string): string => `${type.directory}/${fullName}.${type.suffix}`;

/** A component's files as a retrieve gives them at an API version, by path below the package's root. */
export const componentFiles = (
  state: OrgState,
  type: MetadataType,
  stored: StoredComponent,
  version: number,
): Map<string, string> => {
  const path = pathOf(type, stored.fullName);
  const xml = renderComponent(type, type.show?.(state, stored) ?? stored.xml, version);
  if (!type.metaFile) return new Map([[path, xml]]);
  return new Map([
    [path, stored.body ?? ''],
    [`${path}-meta.xml`, xml],
  ]);
};
