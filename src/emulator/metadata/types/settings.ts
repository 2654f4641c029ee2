import { notEmulatedProblem } from '../metadataProblem.ts';
import type { MetadataType } from '../metadataType.ts';
import { elements } from '../schema/elementRule.ts';

/** Org settings; the only member is `ExternalClientApp` (platform-facts §2.2). What a file leaves out stays as it is. */
export const settings: MetadataType = {
  name: 'Settings',
  directory: 'settings',
  suffix: 'settings',
  idPrefix: '0ps',
  needs: ['CustomizeApplication'],
  rootElement: 'ExternalClientAppSettings',
  elements: elements(`
    enableClientSecretInRestApiAccess boolean 60
    enableConsumerSecretApiAccess     boolean
    enableExternalClientApps          boolean 58-62
    enablePackageEcaOauthFromDevOrg   boolean 60
  `),
  check: ({ fullName }) => (fullName === 'ExternalClientApp' ? [] : [notEmulatedProblem(`Settings ${fullName}`)]),
  keep: ({ xml, previous }) => ({ ...xml, children: { ...previous?.xml.children, ...xml.children } }),
};
