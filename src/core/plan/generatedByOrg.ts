/** By type, the element that the org generates and that begins with its id (L05). */
export const GENERATED_BY_ORG: Readonly<Record<string, string>> = {
  ExternalClientApplication: 'orgScopedExternalApp',
  ExtlClntAppOauthSettings: 'oauthLink',
};
