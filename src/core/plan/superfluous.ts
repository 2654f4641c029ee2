import type { MetadataName } from '../metadataName.ts';
import { adoptedComponents } from '../adopt/adopted.ts';
import type { OrgComponent, OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { EVERY_ROW } from '../render/layout.ts';
import type { Settings } from '../settings.ts';
import { ownApps } from './appVariants.ts';
import { isOurs } from './ownership.ts';
import type { PlannedComponent } from './plan.ts';
import { ownProviders } from './suffix.ts';

/** What a loopback of this name has by any method: what facts have to be asked for, so that a switch of methods is seen. */
export const possibleComponents = (name: string): readonly MetadataName[] => {
  const names = componentNames(name);
  const all = EVERY_ROW.filter(({ secretBearing }) => !secretBearing);
  const keys = new Map(
    all.map((row) => [`${row.type}/${names[row.name]}`, { type: row.type, fullName: names[row.name] }]),
  );
  return [...keys.values()];
};

/** Of what the org has under the loopback's names, all that this method has no use for and that we made. */
export const superfluousComponents = (
  { name, adopted = {} }: Pick<Settings, 'name' | 'adopted'>,
  planned: readonly PlannedComponent[],
  facts: OrgFacts,
): MetadataName[] => {
  const providers = ownProviders(name, facts).map(([fullName]) => ({ type: 'AuthProvider', fullName }));
  const others = possibleComponents(name).filter(({ type }) => type !== 'AuthProvider');
  const used = [...planned.map(({ component }) => component), ...adoptedComponents(adopted)];
  const wanted = new Set(used.map(({ type, fullName }) => `${type}/${fullName}`));
  // What belongs to an app has no name of its own.
  const isAppOurs = ownApps(name, facts).includes(name);
  const isMade = (type: string, found: OrgComponent): boolean =>
    type.startsWith('ExtlClntApp') ? isAppOurs : isOurs(type, found, name, facts);
  return [...providers, ...others].filter(({ type, fullName }) => {
    const found = facts.components.get(`${type}/${fullName}`);
    return found !== undefined && !wanted.has(`${type}/${fullName}`) && isMade(type, found);
  });
};
