import { textOf } from '../../state/components.ts';
import { notEmulatedProblem } from '../metadataProblem.ts';
import type { MetadataType } from '../metadataType.ts';

/** Org settings; a member has a root element and elements of its own. What a file leaves out stays as it is. */
export const settings: MetadataType = {
  name: 'Settings',
  directory: 'settings',
  suffix: 'settings',
  idPrefix: '0ps',
  needs: ['CustomizeApplication'],
  rootElement: 'ExternalClientAppSettings',
  // The member `ExternalClientApp` (platform-facts §2.2).
  check: ({ fullName }) => (fullName === 'ExternalClientApp' ? [] : [notEmulatedProblem(`Settings ${fullName}`)]),
  keep: ({ xml, previous }) => ({ ...xml, children: { ...previous?.xml.children, ...xml.children } }),
};

/** The member `ConnectedApp` (platform-facts §9). Only an org with API Access Control can let approved apps alone in. */
export const connectedAppSettings: MetadataType = {
  ...settings,
  rootElement: 'ConnectedAppSettings',
  check: ({ xml }) =>
    ['enableAdminApprovedAppsOnly', 'enableAdminApprovedAppsOnlyForExternalUser']
      .filter((name) => textOf(xml, name) === 'true')
      .map((name) => notEmulatedProblem(`Settings ConnectedApp ${name}`)),
};

/** The member `OauthOidc` (platform-facts §6): which OAuth flows the whole org blocks. Only the password flow is heeded. */
export const oauthOidcSettings: MetadataType = {
  ...settings,
  rootElement: 'OauthOidcSettings',
  check: ({ xml }) =>
    Object.keys(xml.children)
      .filter((name) => name !== 'blockOAuthUnPwFlow')
      .map((name) => notEmulatedProblem(`Settings OauthOidc ${name}`)),
};
