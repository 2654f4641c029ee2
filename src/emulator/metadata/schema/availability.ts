/**
 * What the official types do not say, kept by hand. A row: a type, the API versions that know what follows (`61` and
 * later, `61-63`; all when left out), then names of its elements or words. `name:type` gives an element another type, or
 * adds one that newer types have lost; `name!` is one that an org asks for although the schema does not. A row without
 * names is about the type itself; `Type = words` is an enum of its own. What 60.0, the oldest version of the emulated org,
 * has already needs no row.
 *
 * Sources: platform-facts §10, §1.2, §1.3, §2.1 to §2.3, §3.2, §4.1, §4.2; for what these leave out the official schemas of
 * 60.0 to 66.0; after that `@salesforce/types` (1.7.3 is 67.0, what came later 68.0). Languages and what only marketing
 * objects have are not told apart by version.
 */
export const AVAILABILITY = `
  ApexClass apiVersion:double
  ApexPage apiVersion:double
  ApexTrigger apiVersion:double
  AuthProvider 62 paramForwardAllowlist
  AuthProvider 64 flow flowDefaultAccount flowDefaultProfile
  AuthProviderType 62 Bitbucket
  AuthProviderType 66 MuleSoftAnypointPlatform Confluence3LO
  AuthProviderType 68 CommerceCloudAccountManager
  ConnectedApp 0-66 pluginExecutionUser:string
  ConnectedAppOauthConfig 68 isDPopEnabled isDeviceFlowEnabled isEnforceRefreshTokenTTL isIpBindingEnabled isPKImTLSEnabled
  ConnectedAppOauthPolicy ipRelaxation:ConnectedAppIpRelaxation
  ConnectedAppIpRelaxation = ENFORCE BYPASS_2FACTOR BYPASS ENFORCE_RELAXREFRESH
  ConnectedAppOauthAccessScope 66 MCP SCRT
  ConnectedAppOauthAccessScope 67 DataCloudUserClaims
  ConnectedAppOauthAccessScope 68 A2A CmdbDiscovery SemanticLayer
  CustomField displayLocationInDecimal:boolean
  CustomObject 68 enrichments marketingObjectIndexes
  FieldType 65 Integer Long
  Language 68 pt_AO en_MU en_SA en_MX en_BR eo_US
  MktDataModelAttributes 68 isSqlDmo
  SharedTo 68 allRestrictedEmployeeUsers
  ElementType 64 Text
  ExternalAuthIdentityProvider 61
  ExternalAuthIdentityProviderParameter 63 sequenceNumber
  ExtlIdentityProviderParmType 62 UserInfoUrl
  ExtlIdentityProviderParmType 63 ClientAuthentication IdentityProviderOptions AuthorizeRequestQueryParameter
  ExtlIdentityProviderParmType 63 TokenRequestQueryParameter TokenRequestBodyParameter TokenRequestHttpHeader
  ExtlIdentityProviderParmType 63 RefreshRequestQueryParameter RefreshRequestBodyParameter RefreshRequestHttpHeader
  ExtlIdentityProviderParmType 63 StandardExternalIdentityProvider
  ExtlIdentityProviderParmType 64 ManagedByFeature ManagedByComponent
  ExtlIdentityProviderParmType 67 SfHttpRequestExtensionName
  IdentityProviderAuthFlow 63 SalesforceDefined
  IdentityProviderAuthProtocol 63 SalesforceDefined
  ExtlClntAppDistState 62 AutoInstalled
  ExtlClntAppConfigurablePolicies 61 isNotificationPluginEnabled
  ExtlClntAppConfigurablePolicies 62 isMobilePluginEnabled isPushPluginEnabled startPage startUrl
  ExtlClntAppConfigurablePolicies 63 isSamlPluginEnabled
  ExtlClntAppConfigurablePolicies 65 isCanvasPluginEnabled
  ExtlClntAppConfigurablePolicies 68 isAttestPluginEnabled
  ExtlClntAppStartPage 63 SAML
  ExtlClntAppGlobalOauthSettings 61 isCodeCredFlowEnabled isCodeCredPostOnly isNamedUserJwtEnabled
  ExtlClntAppGlobalOauthSettings 67 isEnforceRefreshTokenTTL
  ExtlClntAppGlobalOauthSettings 68 isDPopEnabled isMtlsEnabled
  ExternalAppIdTokenConfig 61 idTokenIncludeCustomPermissions
  ExtlClntAppOauthConfigurablePolicies ipRelaxationPolicyType:IpRelaxationPolicyType
  ExtlClntAppOauthConfigurablePolicies refreshTokenValidityUnit:RefreshTokenValidityUnit
  ExtlClntAppOauthConfigurablePolicies 61 apexHandler commaSeparatedCustomScopes executeHandlerAs guestJwtTimeout
  ExtlClntAppOauthConfigurablePolicies 61 isGuestCodeCredFlowEnabled namedUserJwtTimeout
  ExtlClntAppOauthConfigurablePolicies 61-63 isNamedUserJwtEnabled:boolean
  ExtlClntAppOauthConfigurablePolicies 62 commaSeparatedProfile
  ExtlClntAppOauthConfigurablePolicies 65 guestJwtSessionTimeoutType namedUserJwtSessionTimeoutType
  IpRelaxationPolicyType = Enforce Bypass Bypass_2factor Enforce_RelaxRefresh
  PolicyAction 68 StepUpMFA
  RefreshTokenValidityUnit = Days Hours Months
  ExtlClntAppOauthSettings 61 areAttributesIncludedInAssetToken areCustomPermsIncludedInAssetToken assetTokenAudiences
  ExtlClntAppOauthSettings 61 assetTokenSigningCertificate assetTokenValidity commaSeparatedCustomScopes
  ExtlClntAppOauthSettings 62 clientAssertionCertificate isFirstPartyAppEnabled
  ExternalCredentialParameter 61 externalAuthIdentityProvider
  ExternalCredentialParamType 61 ExternalAuthIdentityProvider AdditionalRefreshStatusCode
  ExternalCredentialParamType 62 GlobalNamedPrincipal SystemUserPrincipal
  ExternalCredentialParamType 64 ManagedByFeature ManagedByComponent
  ExternalCredentialParamType 65 SfHttpRequestExtensionName
  ExternalCredentialParamType 68 CustomPrincipal PrincipalIdentityAlias
  NamedCredential 64 description
  NamedCredentialParameter 61 managedFeatureEnabledCallout readOnlyNamedCredential systemUserNamedCredential
  NamedCredentialParameter 62 globalNamedPrincipalCredential
  NamedCredentialParamType 61 ManagedByFeature ManagedByComponent ConnectionStatus
  NamedCredentialParamType 65 SfHttpRequestExtensionName
  NamedCredentialParamType 66 NamedCredentialOptions ManagedByNamespace
  ExternalPrincipalType 68 NamedCustomPrincipal
  PackageVersion 62 packageId
  PermissionSet 62 emailRoutingAddressAccesses
  PermissionSet 64 agentAccesses servicePresenceStatusAccesses
  PermissionSet 66 genComputingSummaryDefAccesses
  PermissionSet 68 enrichments
  PermissionSetObjectPermissions 63 viewAllFields
  ExternalClientAppSettings 58-62 enableExternalClientApps:boolean
  OauthOidcSettings 65 agentAuthLinking
`;
