import { componentOf, componentsOf, textOf, type StoredComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming } from '../metadataType.ts';

export const SATELLITE_TYPES = [
  'ExtlClntAppOauthSettings',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
] as const;

export type SatelliteType = (typeof SATELLITE_TYPES)[number];

const isOf = (component: StoredComponent, appName: string): boolean =>
  textOf(component.xml, 'externalClientApplication')?.toLowerCase() === appName.toLowerCase();

/** The record of a type that belongs to an app, whatever it is called; an app has at most one. */
export const satelliteOf = (state: OrgState, type: SatelliteType, appName: string): StoredComponent | undefined =>
  componentsOf(state, type).find((component) => isOf(component, appName));

/** L04: the parent must be there. L03: an app has one record of each type, so a second name is a duplicate. */
export const satelliteProblems = (type: SatelliteType, incoming: Incoming, change: Change): MetadataProblem[] => {
  const appName = textOf(incoming.xml, 'externalClientApplication') ?? '';
  if (!componentOf(change.draft, 'ExternalClientApplication', appName)) {
    return [crossReference('externalClientApplication', 'ExternalClientApplication', appName)];
  }
  const existing = satelliteOf(change.draft, type, appName);
  if (!existing || existing.fullName.toLowerCase() === incoming.fullName.toLowerCase()) return [];
  return [
    problemOf(
      'DUPLICATE_VALUE',
      `duplicate value found: ExternalClientApplicationId duplicates value on ${existing.fullName}`,
    ),
  ];
};
