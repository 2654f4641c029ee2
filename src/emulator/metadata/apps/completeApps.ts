import { componentsOf, storeComponent } from '../../state/components.ts';
import type { Change, MetadataType } from '../metadataType.ts';
import { withDefaults } from '../schema/withDefaults.ts';
import { nodeOf } from '../schema/xmlNode.ts';
import { extlClntAppConfigurablePolicies } from '../types/extlClntAppConfigurablePolicies.ts';
import { extlClntAppOauthConfigurablePolicies } from '../types/extlClntAppOauthConfigurablePolicies.ts';
import { satelliteOf, type SatelliteType } from './satellites.ts';

type Automatic = { type: MetadataType; suffix: string; values: Readonly<Record<string, string>> };

/** What the org writes into the policies that it makes itself (platform-facts §2.4). */
const AUTOMATIC: readonly Automatic[] = [
  {
    type: extlClntAppOauthConfigurablePolicies,
    suffix: 'oauthPlcy',
    values: {
      permittedUsersPolicyType: 'AllSelfAuthorized',
      refreshTokenPolicyType: 'SpecificLifetime',
      refreshTokenValidityPeriod: '365',
      refreshTokenValidityUnit: 'Days',
      requiredSessionLevel: 'STANDARD',
    },
  },
  { type: extlClntAppConfigurablePolicies, suffix: 'plcy', values: { isEnabled: 'true' } },
];

const addPolicy = (appName: string, { type, suffix, values }: Automatic, change: Change): void => {
  const { draft, userId, version } = change;
  const fullName = `${appName}_${suffix}`;
  const given = nodeOf({ ...values, externalClientApplication: appName, label: fullName });
  storeComponent(draft, {
    id: draft.newId(type.idPrefix),
    type: type.name,
    fullName,
    xml: withDefaults(given, type.defaults ?? {}),
    files: new Map(),
    apiVersion: `${version}.0`,
    createdDate: draft.now(),
    lastModifiedDate: draft.now(),
    createdById: userId,
    lastModifiedById: userId,
  });
};

/**
 * L03: every app has its two policy records. They are made at the end of the change that brings the app, so that policy
 * files of the same deploy may have any name.
 */
export const completeApps = (change: Change): void => {
  for (const app of componentsOf(change.draft, 'ExternalClientApplication')) {
    for (const automatic of AUTOMATIC) {
      const existing = satelliteOf(change.draft, automatic.type.name as SatelliteType, app.fullName);
      if (!existing) addPolicy(app.fullName, automatic, change);
    }
  }
};
