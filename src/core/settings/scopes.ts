/**
 * OAuth scope names and how an External Client App's metadata spells them (platform-facts §2.3; the OAuth names that
 * §1.3 does not give are those of the OAuth documentation).
 */
export const SCOPES: ReadonlyMap<string, string> = new Map([
  ['api', 'Api'],
  ['refresh_token', 'RefreshToken'],
  ['offline_access', 'OfflineAccess'],
  ['full', 'Full'],
  ['web', 'Web'],
  ['id', 'Basic'],
  ['openid', 'OpenID'],
  ['profile', 'Profile'],
  ['email', 'Email'],
  ['address', 'Address'],
  ['phone', 'Phone'],
  ['chatter_api', 'Chatter'],
  ['custom_permissions', 'CustomPermissions'],
  ['wave_api', 'Wave'],
  ['eclair_api', 'Eclair'],
  ['pardot_api', 'Pardot'],
  ['lightning', 'Lightning'],
  ['content', 'Content'],
  ['visualforce', 'CustomApplications'],
  ['chatbot_api', 'Chatbot'],
  ['cdp_api', 'CDP'],
  ['cdp_ingest_api', 'CDPIngest'],
  ['cdp_profile_api', 'CDPProfile'],
  ['cdp_query_api', 'CDPQuery'],
  ['cdp_segment_api', 'CDPSegment'],
  ['cdp_identityresolution_api', 'CDPIdentityResolution'],
  ['cdp_calculated_insight_api', 'CDPCalculatedInsight'],
  ['forgot_password', 'ForgotPassword'],
  ['user_registration_api', 'UserRegistration'],
  ['pwdless_login_api', 'PwdlessLogin'],
  ['sfap_api', 'SFApiPlatform'],
  ['einstein_gpt_api', 'EinsteinGPT'],
  ['interaction_api', 'Interaction'],
  ['scrt_api', 'SCRT'],
  ['mcp_api', 'MCP'],
]);

/** The first API version whose Connected App files have a scope, where it is not the oldest (platform-facts §10). */
export const SCOPES_SINCE: ReadonlyMap<string, string> = new Map([
  ['scrt_api', '66.0'],
  ['mcp_api', '66.0'],
]);
