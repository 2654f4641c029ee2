import { appCredentialRoutes } from '../connect/appCredentials.ts';
import { authUrlRoutes } from '../connect/authUrl.ts';
import { callbackRoutes } from '../connect/callback.ts';
import { credentialRoutes } from '../connect/credential.ts';
import { externalCredentialRoutes } from '../connect/externalCredentials.ts';
import { identityProviderCredentialRoutes } from '../connect/identityProviderCredentials.ts';
import { identityProviderRoutes } from '../connect/identityProviders.ts';
import { namedCredentialSetupRoutes } from '../connect/namedCredentialSetup.ts';
import { graphqlRoutes } from '../graphql/routes.ts';
import { auraRoutes } from '../lightning/aura.ts';
import { restDeployRoutes } from '../metadata/restDeploy.ts';
import { metadataRoutes } from '../metadata/routes.ts';
import { authorizeRoutes } from '../oauth/authorize.ts';
import { consentRoutes } from '../oauth/consent.ts';
import { identityRoutes } from '../oauth/identity.ts';
import { introspectRoutes } from '../oauth/introspect.ts';
import { loginRoutes } from '../oauth/login.ts';
import { revokeRoutes } from '../oauth/revoke.ts';
import { singleAccessRoutes } from '../oauth/singleAccess.ts';
import { tokenRoutes } from '../oauth/token.ts';
import { userinfoRoutes } from '../oauth/userinfo.ts';
import { homeRoutes } from '../pages/home.ts';
import { namedCredentialPageRoutes } from '../pages/namedCredentials.ts';
import { partnerRoutes } from '../partner/routes.ts';
import { actionRoutes } from '../rest/actions.ts';
import { apexRestRoutes } from '../rest/apexRest.ts';
import { batchRoutes } from '../rest/batch.ts';
import { collectionRoutes } from '../rest/collections.ts';
import { compositeRoutes } from '../rest/composite.ts';
import { limitRoutes } from '../rest/limits.ts';
import { passwordRoutes } from '../rest/password.ts';
import { queryRoutes } from '../rest/query.ts';
import { sobjectRoutes } from '../rest/sobjects.ts';
import { versionRoutes } from '../rest/versions.ts';
import { streamingRoutes } from '../streaming/routes.ts';
import { testingRoutes } from '../testing/routes.ts';
import { executeAnonymousRestRoutes } from '../tooling/executeAnonymousRest.ts';
import { executeAnonymousSoapRoutes } from '../tooling/executeAnonymousSoap.ts';
import { toolingRoutes } from '../tooling/query.ts';
import { objectInfoRoutes } from '../uiApi/objectInfo.ts';
import { visualforceRoutes } from '../visualforce/routes.ts';
import type { Route } from './router.ts';

/** Every endpoint of the emulated org, from the rows of each area. The first row that matches answers. */
export const routes: readonly Route[] = [
  ...tokenRoutes,
  ...authorizeRoutes,
  ...consentRoutes,
  ...loginRoutes,
  ...singleAccessRoutes,
  ...revokeRoutes,
  ...introspectRoutes,
  ...homeRoutes,
  ...userinfoRoutes,
  ...identityRoutes,
  ...versionRoutes,
  ...limitRoutes,
  ...queryRoutes,
  ...passwordRoutes,
  ...sobjectRoutes,
  ...compositeRoutes,
  ...collectionRoutes,
  ...batchRoutes,
  ...toolingRoutes,
  ...testingRoutes,
  ...streamingRoutes,
  ...metadataRoutes,
  ...restDeployRoutes,
  ...executeAnonymousRestRoutes,
  ...executeAnonymousSoapRoutes,
  ...credentialRoutes,
  ...authUrlRoutes,
  ...identityProviderRoutes,
  ...identityProviderCredentialRoutes,
  ...namedCredentialPageRoutes,
  ...callbackRoutes,
  ...externalCredentialRoutes,
  ...namedCredentialSetupRoutes,
  ...appCredentialRoutes,
  ...visualforceRoutes,
  ...actionRoutes,
  ...apexRestRoutes,
  ...auraRoutes,
  ...partnerRoutes,
  ...objectInfoRoutes,
  ...graphqlRoutes,
];
