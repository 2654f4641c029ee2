import { satelliteProblems } from '../apps/satellites.ts';
import type { MetadataType } from '../metadataType.ts';
import { elements } from '../schema/elementRule.ts';
import { developerNameProblems } from './developerName.ts';

/** Whether the app and its plugins are on (platform-facts §2.2). */
export const extlClntAppConfigurablePolicies: MetadataType = {
  name: 'ExtlClntAppConfigurablePolicies',
  directory: 'extlClntAppPolicies',
  suffix: 'ecaPlcy',
  idPrefix: '0xM',
  needs: ['ExternalClientAppViewer', 'ExternalClientAppAdmin'],
  elements: elements(
    `
    externalClientApplication!  string
    isAttestPluginEnabled       boolean 68
    isCanvasPluginEnabled       boolean 65
    isEnabled!                  boolean
    isMobilePluginEnabled       boolean 62
    isNotificationPluginEnabled boolean 61
    isOauthPluginEnabled        boolean 60
    isPushPluginEnabled         boolean 62
    isSamlPluginEnabled         boolean 63
    label                       string
    startPage                   ExtlClntAppStartPage 62
    startUrl                    string 62
    `,
    { ExtlClntAppStartPage: ['None', 'Custom', 'OAuth', 'SAML'] },
  ),
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
