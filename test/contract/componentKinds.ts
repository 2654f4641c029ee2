/** Folder and suffix of the metadata types that the cases use, in the order in which they can be deleted. */
export const COMPONENT_KINDS: Readonly<Record<string, { folder: string; suffix: string; metaFile?: true }>> = {
  ApexClass: { folder: 'classes', suffix: 'cls', metaFile: true },
  ApexPage: { folder: 'pages', suffix: 'page', metaFile: true },
  PermissionSet: { folder: 'permissionsets', suffix: 'permissionset' },
  NamedCredential: { folder: 'namedCredentials', suffix: 'namedCredential' },
  ExternalCredential: { folder: 'externalCredentials', suffix: 'externalCredential' },
  AuthProvider: { folder: 'authproviders', suffix: 'authprovider' },
  RemoteSiteSetting: { folder: 'remoteSiteSettings', suffix: 'remoteSite' },
  ConnectedApp: { folder: 'connectedApps', suffix: 'connectedApp' },
  ExtlClntAppGlobalOauthSettings: { folder: 'extlClntAppGlobalOauthSets', suffix: 'ecaGlblOauth' },
  ExtlClntAppOauthConfigurablePolicies: { folder: 'extlClntAppOauthPolicies', suffix: 'ecaOauthPlcy' },
  ExtlClntAppConfigurablePolicies: { folder: 'extlClntAppPolicies', suffix: 'ecaPlcy' },
  ExtlClntAppOauthSettings: { folder: 'extlClntAppOauthSettings', suffix: 'ecaOauth' },
  ExternalClientApplication: { folder: 'externalClientApps', suffix: 'eca' },
};
