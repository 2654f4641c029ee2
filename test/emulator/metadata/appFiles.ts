import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';

const APP = '<externalClientApplication>Loop</externalClientApplication>';

/** The files of a working app `Loop`, one for each of its five types. */
export const appFiles = {
  'externalClientApps/Loop.eca': '<contactEmail>a@b.example</contactEmail><label>Loop</label>',
  'extlClntAppOauthSettings/Loop_oauth.ecaOauth': `<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>${APP}`,
  'extlClntAppGlobalOauthSets/Loop_glbloauth.ecaGlblOauth': `<consumerKey>KeyKeyKey1</consumerKey><consumerSecret>SecretSecret1</consumerSecret>${APP}<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>`,
  'extlClntAppOauthPolicies/Loop_oauthPlcy.ecaOauthPlcy': `<clientCredentialsFlowUser>${CLI_USERNAME}</clientCredentialsFlowUser>${APP}<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>`,
  'extlClntAppPolicies/Loop_plcy.ecaPlcy': `${APP}<isEnabled>true</isEnabled><isOauthPluginEnabled>true</isOauthPluginEnabled>`,
} as const;

const GLOBAL = 'extlClntAppGlobalOauthSets/Loop_glbloauth.ecaGlblOauth';

/** The app's global OAuth settings alone, with other content. */
export const globalSettings = (inner: string): Record<string, string> => ({ [GLOBAL]: `${APP}${inner}` });

/** All five files but the global OAuth settings. */
export const withoutGlobal = (): Record<string, string> =>
  Object.fromEntries(Object.entries(appFiles).filter(([path]) => path !== GLOBAL));

/** The five files with some of them replaced. */
export const appWith = (files: Readonly<Record<string, string>>): Record<string, string> => ({ ...appFiles, ...files });
