import { notEmulatedProblem } from '../metadataProblem.ts';
import type { MetadataType } from '../metadataType.ts';
import { elements } from '../schema/elementRule.ts';

/** Org settings; a member has a root element and elements of its own. What a file leaves out stays as it is. */
export const settings: MetadataType = {
  name: 'Settings',
  directory: 'settings',
  suffix: 'settings',
  idPrefix: '0ps',
  needs: ['CustomizeApplication'],
  rootElement: 'ExternalClientAppSettings',
  // The member `ExternalClientApp` (platform-facts §2.2).
  elements: elements(`
    enableClientSecretInRestApiAccess boolean 60
    enableConsumerSecretApiAccess     boolean
    enableExternalClientApps          boolean 58-62
    enablePackageEcaOauthFromDevOrg   boolean 60
  `),
  check: ({ fullName }) => (fullName === 'ExternalClientApp' ? [] : [notEmulatedProblem(`Settings ${fullName}`)]),
  keep: ({ xml, previous }) => ({ ...xml, children: { ...previous?.xml.children, ...xml.children } }),
};

/** The member `OauthOidc` (platform-facts §6): which OAuth flows the whole org blocks. Only the password flow is heeded. */
export const oauthOidcSettings: MetadataType = {
  ...settings,
  rootElement: 'OauthOidcSettings',
  elements: elements(`
    agentAuthLinking      boolean
    blockOAuthUnPwFlow    boolean
    blockOAuthUsrAgtFlow  boolean
    isPkceRequired        boolean
    oAuthCdCrdtFlowEnable boolean
  `),
  check: ({ xml }) =>
    Object.keys(xml.children)
      .filter((name) => name !== 'blockOAuthUnPwFlow')
      .map((name) => notEmulatedProblem(`Settings OauthOidc ${name}`)),
};
