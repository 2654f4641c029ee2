/** Values of `commaSeparatedOauthScopes`, as an org lists them in its own refusal (platform-facts §2.3). */
export const OAUTH_SCOPES: ReadonlySet<string> = new Set(
  (
    'Basic OfflineAccess DataCloudUserClaims Email Address CDPSegment Chatbot CustomApplications Full Profile CDP ' +
    'CDPProfile RefreshToken Phone PwdlessLogin Interaction Pardot CDPIngest CDPIdentityResolution ' +
    'CustomPermissions ForgotPassword UserRegistration OpenID Chatter Wave SFApiPlatform SCRT Web EinsteinGPT ' +
    'Lightning Content CDPCalculatedInsight Eclair Api MCP CDPQuery'
  ).split(' '),
);
