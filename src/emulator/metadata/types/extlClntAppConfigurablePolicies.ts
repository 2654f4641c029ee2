import { satelliteProblems } from '../apps/satellites.ts';
import type { MetadataType } from '../metadataType.ts';
import { developerNameProblems } from './developerName.ts';

/** Whether the app and its plugins are on (platform-facts §2.2). */
export const extlClntAppConfigurablePolicies: MetadataType = {
  name: 'ExtlClntAppConfigurablePolicies',
  directory: 'extlClntAppPolicies',
  suffix: 'ecaPlcy',
  idPrefix: '0xM',
  needs: ['ExternalClientAppViewer', 'ExternalClientAppAdmin'],
  defaults: {
    isCanvasPluginEnabled: 'false',
    isMobilePluginEnabled: 'false',
    isNotificationPluginEnabled: 'false',
    isOauthPluginEnabled: 'true',
    isPushPluginEnabled: 'false',
    isSamlPluginEnabled: 'false',
    startPage: 'None',
  },
  check: (incoming, change) => [
    ...developerNameProblems('Policy', incoming.fullName),
    ...satelliteProblems('ExtlClntAppConfigurablePolicies', incoming, change),
  ],
};
