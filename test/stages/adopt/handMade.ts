import { makeHuman } from '../../../scripts/human.ts';
import type { FileSet } from '../../../src/core/fileSet.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import type { Rig } from '../support.ts';

/** Loopbacks as administrators make them in Setup, with names that follow no rule. */

type Tree = { readonly [element: string]: string | Tree | readonly Tree[] };

const inner = (tree: Tree): string =>
  Object.entries(tree)
    .map(([name, value]) => {
      if (typeof value === 'string') return `<${name}>${value}</${name}>`;
      const nodes: readonly Tree[] = Array.isArray(value) ? value : [value as Tree];
      return nodes.map((node) => `<${name}>${inner(node)}</${name}>`).join('');
    })
    .join('');

const metadata = (type: string, tree: Tree): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${inner(tree)}</${type}>\n`;

const { signal } = new AbortController();

export const deploy = async ({ ports }: Rig, files: FileSet): Promise<void> => {
  const done = await ports.org.deploy(files, { checkOnly: false, runTests: [] }, () => undefined, signal);
  if (!done.success) throw new Error(JSON.stringify(done.problems));
};

const eca = (app: string, key: string, secret: string, runAs: string | undefined, callback: string): FileSet => {
  const externalClientApplication = app;
  const isClientCredentialsFlowEnabled = String(runAs !== undefined);
  return new Map([
    [
      `externalClientApps/${app}.eca-meta.xml`,
      metadata('ExternalClientApplication', {
        contactEmail: 'it@example.com',
        description: 'For callouts to ourselves',
        distributionState: 'Local',
        isProtected: 'false',
        label: app,
      }),
    ],
    [
      `extlClntAppOauthSettings/${app}_oauth.ecaOauth-meta.xml`,
      metadata('ExtlClntAppOauthSettings', {
        commaSeparatedOauthScopes: 'Api, RefreshToken',
        externalClientApplication,
        label: `${app}_oauth`,
      }),
    ],
    [
      `extlClntAppGlobalOauthSets/${app}_glbloauth.ecaGlblOauth-meta.xml`,
      metadata('ExtlClntAppGlobalOauthSettings', {
        callbackUrl: callback,
        consumerKey: key,
        consumerSecret: secret,
        externalClientApplication,
        isClientCredentialsFlowEnabled,
        isConsumerSecretOptional: 'false',
        isPkceRequired: 'false',
        isSecretRequiredForRefreshToken: 'true',
        label: `${app}_glbloauth`,
        shouldRotateConsumerKey: 'false',
        shouldRotateConsumerSecret: 'false',
      }),
    ],
    [
      `extlClntAppOauthPolicies/${app}_oauthPlcy.ecaOauthPlcy-meta.xml`,
      metadata('ExtlClntAppOauthConfigurablePolicies', {
        ...(runAs === undefined ? {} : { clientCredentialsFlowUser: runAs }),
        externalClientApplication,
        ipRelaxationPolicyType: 'Bypass',
        isClientCredentialsFlowEnabled,
        label: `${app}_oauthPlcy`,
        permittedUsersPolicyType: 'AllSelfAuthorized',
        refreshTokenPolicyType: 'Infinite',
        requiredSessionLevel: 'STANDARD',
      }),
    ],
    [
      `extlClntAppPolicies/${app}_plcy.ecaPlcy-meta.xml`,
      metadata('ExtlClntAppConfigurablePolicies', {
        externalClientApplication,
        isEnabled: 'true',
        isOauthPluginEnabled: 'true',
        label: `${app}_plcy`,
      }),
    ],
  ]);
};

const connectedApp = (app: string, key: string, secret: string, callbackUrl: string): FileSet =>
  new Map([
    [
      `connectedApps/${app}.connectedApp-meta.xml`,
      metadata('ConnectedApp', {
        contactEmail: 'it@example.com',
        label: app,
        oauthConfig: { callbackUrl, consumerKey: key, consumerSecret: secret, scopes: 'Api' },
        oauthPolicy: { ipRelaxation: 'BYPASS', refreshTokenPolicy: 'infinite' },
      }).replace('<scopes>Api</scopes>', '<scopes>Api</scopes><scopes>RefreshToken</scopes>'),
    ],
  ]);

/** An external credential: `parameters` besides its principals. */
export const externalCredential = (
  name: string,
  parameters: readonly Tree[],
  principals: readonly string[],
  principalType = 'NamedPrincipal',
): FileSet =>
  new Map([
    [
      `externalCredentials/${name}.externalCredential-meta.xml`,
      metadata('ExternalCredential', {
        authenticationProtocol: 'Oauth',
        externalCredentialParameters: [
          ...parameters.map((each) => ({ parameterGroup: 'DefaultGroup', ...each })),
          ...principals.map((principal, index) => ({
            parameterGroup: principal,
            parameterName: principal,
            parameterType: principalType,
            sequenceNumber: String(index + 1),
          })),
        ].map((each) => Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))),
        label: name,
      }),
    ],
  ]);

export const namedCredential = (name: string, external: string, url: string, more: Tree = {}): FileSet =>
  new Map([
    [
      `namedCredentials/${name}.namedCredential-meta.xml`,
      metadata('NamedCredential', {
        allowMergeFieldsInBody: 'true',
        allowMergeFieldsInHeader: 'false',
        calloutStatus: 'Enabled',
        generateAuthorizationHeader: 'true',
        label: name,
        namedCredentialParameters: [
          { parameterName: 'Url', parameterType: 'Url', parameterValue: url },
          { externalCredential: external, parameterName: 'ExternalCredential', parameterType: 'Authentication' },
        ],
        namedCredentialType: 'SecuredEndpoint',
        ...more,
      }),
    ],
  ]);

export const legacyCredential = (name: string, provider: string, endpoint: string, protocol = 'Oauth'): FileSet =>
  new Map([
    [
      `namedCredentials/${name}.namedCredential-meta.xml`,
      metadata('NamedCredential', {
        allowMergeFieldsInBody: 'true',
        ...(protocol === 'Oauth' ? { authProvider: provider } : {}),
        endpoint,
        generateAuthorizationHeader: 'true',
        label: name,
        ...(protocol === 'Oauth' ? { oauthScope: 'api refresh_token' } : {}),
        principalType: protocol === 'Oauth' ? 'NamedUser' : 'Anonymous',
        protocol,
      }),
    ],
  ]);

/** Access to principals for whoever has the permission set; all who call need rights on the tokens too (L37). */
const permissionSet = (name: string, principals: readonly string[]): FileSet =>
  new Map([
    [
      `permissionsets/${name}.permissionset-meta.xml`,
      metadata('PermissionSet', {
        externalCredentialPrincipalAccesses: principals.map((each) => ({
          enabled: 'true',
          externalCredentialPrincipal: each,
        })),
        hasActivationRequired: 'false',
        label: name,
      }),
    ],
  ]);

export const authProvider = (name: string, key: string, secret: string, host: string): FileSet =>
  new Map([
    [
      `authproviders/${name}.authprovider-meta.xml`,
      metadata('AuthProvider', {
        authorizeUrl: `${host}/services/oauth2/authorize`,
        consumerKey: key,
        consumerSecret: secret,
        defaultScopes: 'api refresh_token',
        friendlyName: name,
        includeOrgIdInIdentifier: 'true',
        isPkceEnabled: 'false',
        providerType: 'Salesforce',
        sendAccessTokenInHeader: 'false',
        sendClientCredentialsInHeader: 'false',
        sendSecretInApis: 'true',
        tokenUrl: `${host}/services/oauth2/token`,
      }),
    ],
  ]);

export const remoteSite = (name: string, url: string): FileSet =>
  new Map([
    [
      `remoteSiteSettings/${name}.remoteSite-meta.xml`,
      metadata('RemoteSiteSetting', { disableProtocolSecurity: 'false', isActive: 'true', url }),
    ],
  ]);

export const sessionPage = (name: string, markup: string): FileSet =>
  new Map([
    [`pages/${name}.page`, markup],
    [`pages/${name}.page-meta.xml`, metadata('ApexPage', { apiVersion: '60.0', label: name })],
  ]);

const all = (...sets: readonly FileSet[]): FileSet => new Map(sets.flatMap((set) => [...set]));

const assign = async ({ ports, emulator }: Rig, set: string): Promise<void> => {
  const admin = emulator.state.records.get('User')?.find((user) => user['Username'] === CLI_USERNAME);
  await ports.org.assign(set, [String(admin?.['Id'])], signal);
};

export const clientCredentialsParameters = (host: string): Tree[] => [
  { parameterName: 'Oauth', parameterType: 'AuthProtocolVariant', parameterValue: 'ClientCredentialsClientSecret' },
  {
    parameterName: 'AuthProviderUrl',
    parameterType: 'AuthProviderUrl',
    parameterValue: `${host}/services/oauth2/token`,
  },
];

const authProviderParameters = (name: string): Tree[] => [
  { authProvider: name, parameterName: 'AuthProvider', parameterType: 'AuthProvider' },
];

type Names = { app?: string; external?: string; named?: string; principal?: string; set?: string };

/** Client credentials of an External Client App that has no rule in its names. */
export const clientCredentials = async (
  rig: Rig,
  {
    app = 'Loop_App',
    external = 'Loop_Login',
    named = 'Org_API',
    principal = 'Service',
    set = 'API_Callers',
  }: Names = {},
): Promise<void> => {
  const { org } = rig.ports;
  const pair = { key: `key${app.replaceAll('_', '')}1234`, secret: `secret${app.replaceAll('_', '')}1234` };
  await deploy(
    rig,
    all(
      eca(app, pair.key, pair.secret, CLI_USERNAME, `${org.instanceUrl}/services/oauth2/success`),
      externalCredential(external, clientCredentialsParameters(org.instanceUrl), [principal]),
      namedCredential(named, external, org.instanceUrl),
      permissionSet(set, [`${external}-${principal}`]),
    ),
  );
  await assign(rig, set);
  await org.storeCredential({ externalCredential: external, principal }, pair, false, signal);
};

const humanOf = (rig: Rig): ReturnType<typeof makeHuman> => makeHuman(CLI_USERNAME, rig.emulator.adminPassword);

/** An Auth Provider with an external credential, and a consent unless `consents` says no. */
export const modernProvider = async (rig: Rig, { consents = true } = {}): Promise<void> => {
  const { org } = rig.ports;
  const [key, secret] = ['keyOfTheProvider', 'secretOfTheProvider'];
  await deploy(
    rig,
    all(
      connectedApp('Loop_App', key, secret, `${org.instanceUrl}/services/authcallback/Loop_Provider`),
      authProvider('Loop_Provider', key, secret, org.instanceUrl),
      externalCredential('Loop_Login', authProviderParameters('Loop_Provider'), ['Service']),
      namedCredential('Org_API', 'Loop_Login', org.instanceUrl),
      permissionSet('API_Callers', ['Loop_Login-Service']),
    ),
  );
  await assign(rig, 'API_Callers');
  if (!consents) return;
  const at = { externalCredential: 'Loop_Login', principal: 'Service', principalType: 'named' as const };
  await humanOf(rig).consent(await org.consentUrl(at, signal));
};

/** An External Auth Identity Provider, and a consent. */
export const identityProvider = async (rig: Rig): Promise<void> => {
  const { org } = rig.ports;
  const pair = { key: 'keyOfTheIdentity', secret: 'secretOfTheIdentity' };
  const host = org.instanceUrl;
  const parameter = (parameterName: string, parameterType: string, parameterValue: string): Tree => ({
    parameterName,
    parameterType,
    parameterValue,
  });
  const provider = metadata('ExternalAuthIdentityProvider', {
    authenticationFlow: 'AuthorizationCode',
    authenticationProtocol: 'OAuth',
    externalAuthIdentityProviderParameters: [
      parameter('AuthorizeUrl', 'AuthorizeUrl', `${host}/services/oauth2/authorize`),
      parameter('TokenUrl', 'TokenUrl', `${host}/services/oauth2/token`),
      parameter('UserInfoUrl', 'UserInfoUrl', `${host}/services/oauth2/userinfo`),
      parameter('ClientAuthentication', 'ClientAuthentication', 'ClientSecretPost'),
    ],
    label: 'Loop Identity',
  });
  const parameters = [
    {
      externalAuthIdentityProvider: 'Loop_Identity',
      parameterName: 'ExternalAuthIdentityProvider',
      parameterType: 'ExternalAuthIdentityProvider',
    },
  ];
  await deploy(
    rig,
    all(
      eca('Loop_App', pair.key, pair.secret, undefined, `${host}/services/extidp/callback`),
      new Map([[`externalAuthIdentityProviders/Loop_Identity.externalAuthIdentityProvider-meta.xml`, provider]]),
      externalCredential('Loop_Login', parameters, ['Service']),
      namedCredential('Org_API', 'Loop_Login', host),
      permissionSet('API_Callers', ['Loop_Login-Service']),
    ),
  );
  await assign(rig, 'API_Callers');
  await org.storeIdentity('Loop_Identity', pair, false, signal);
  const at = { externalCredential: 'Loop_Login', principal: 'Service', principalType: 'named' as const };
  await humanOf(rig).consent(await org.consentUrl(at, signal));
};

/** A certificate of the org, an app that has it, and a credential that signs with it. */
export const jwtBearer = async (rig: Rig): Promise<void> => {
  const { org } = rig.ports;
  const host = org.instanceUrl;
  const certificate = metadata('Certificate', {
    caSigned: 'false',
    keySize: '2048',
    masterLabel: 'Loop Signer',
    privateKeyExportable: 'false',
  });
  await deploy(
    rig,
    all(
      new Map([
        ['certs/Loop_Signer.crt', ''],
        ['certs/Loop_Signer.crt-meta.xml', certificate],
      ]),
      new Map([
        [
          'permissionsets/Loop_Users.permissionset-meta.xml',
          metadata('PermissionSet', { hasActivationRequired: 'false', label: 'Loop Users' }),
        ],
      ]),
    ),
  );
  await assign(rig, 'Loop_Users');
  const pem = (await org.readCertificate('Loop_Signer', signal))?.pem ?? '';
  const seconds = 'FLOOR((NOW() - DATETIMEVALUE( &quot;1970-01-01 00:00:00&quot; )) * 86400';
  const claim = (parameterName: string, parameterType: string, parameterValue: string): Tree => ({
    parameterName,
    parameterType,
    parameterValue,
  });
  const parameters = [
    claim('Oauth', 'AuthProtocolVariant', 'JwtBearer'),
    claim('AuthProviderUrl', 'AuthProviderUrl', `${host}/services/oauth2/token`),
    { certificate: 'Loop_Signer', parameterName: 'SigningCertificate', parameterType: 'SigningCertificate' },
    claim('alg', 'JwtHeaderClaim', 'RS256'),
    claim('typ', 'JwtHeaderClaim', 'JWT'),
    claim('kid', 'JwtHeaderClaim', 'Loop_Signer'),
    claim('iss', 'JwtBodyClaim', 'keyOfTheSigner'),
    claim('sub', 'JwtBodyClaim', CLI_USERNAME),
    claim('aud', 'JwtBodyClaim', `&quot;${host}&quot;`),
    claim('nbf', 'JwtBodyClaim', `{!Text(${seconds}))}`),
    claim('iat', 'JwtBodyClaim', `{!Text(${seconds}))}`),
    claim('exp', 'JwtBodyClaim', `{!Text(${seconds} + 180))}`),
  ];
  const app = new Map(
    [...eca('Loop_App', 'keyOfTheSigner', '', undefined, `${host}/services/oauth2/success`)].map(([path, xml]) => [
      path,
      xml
        .replace('<consumerSecret></consumerSecret>', '')
        .replace('<consumerKey>', `<certificate>${pem}</certificate><consumerKey>`)
        .replace('AllSelfAuthorized', 'AdminApprovedPreAuthorized')
        .replace(
          '<externalClientApplication>Loop_App</externalClientApplication><ipRelax',
          '<commaSeparatedPermissionSet>Loop_Users</commaSeparatedPermissionSet><externalClientApplication>Loop_App</externalClientApplication><ipRelax',
        ),
    ]),
  );
  await deploy(
    rig,
    all(
      app,
      externalCredential('Loop_Login', parameters, ['Service']),
      namedCredential('Org_API', 'Loop_Login', host),
      permissionSet('API_Callers', ['Loop_Login-Service']),
    ),
  );
  await assign(rig, 'API_Callers');
};

/** A page that somebody wrote to get at a session id, as blog posts show it. */
export const visualforce = async (rig: Rig): Promise<void> => {
  await deploy(
    rig,
    all(
      sessionPage(
        'Sid',
        '<apex:page contentType="text/plain">Start_Of_Session_Id{!$Api.Session_ID}End_Of_Session_Id</apex:page>',
      ),
      remoteSite('Myself', rig.ports.org.instanceUrl),
      new Map([
        [
          'permissionsets/Page_Users.permissionset-meta.xml',
          metadata('PermissionSet', {
            hasActivationRequired: 'false',
            label: 'Page Users',
            pageAccesses: { apexPage: 'Sid', enabled: 'true' },
          }),
        ],
      ]),
    ),
  );
  await assign(rig, 'Page_Users');
};

const loginField = (fullName: string): Tree => ({
  fullName,
  externalId: 'false',
  label: fullName.replace('__c', ''),
  length: '255',
  required: 'false',
  type: 'Text',
  unique: 'false',
});

export const customSetting = (name: string, fields: readonly string[]): FileSet =>
  new Map([
    [
      `objects/${name}/${name}.object-meta.xml`,
      metadata('CustomObject', {
        customSettingsType: 'Hierarchy',
        enableFeeds: 'false',
        fields: fields.map(loginField),
        label: name.replace('__c', ''),
        visibility: 'Public',
      }),
    ],
  ]);

/** A Connected App and a login in a custom setting whose fields follow nobody's rule. */
export const usernamePassword = async (rig: Rig): Promise<void> => {
  const { org } = rig.ports;
  const [key, secret] = ['keyOfTheLogin', 'secretOfTheLogin'];
  await deploy(
    rig,
    all(
      connectedApp('Loop_App', key, secret, `${org.instanceUrl}/services/oauth2/success`),
      customSetting('API_Login__c', [
        'Client_Id__c',
        'Client_Secret__c',
        'User_Name__c',
        'Password__c',
        'Security_Token__c',
        'Notes__c',
      ]),
    ),
  );
  const ran = await org.runAnonymous(
    `insert new API_Login__c(SetupOwnerId = UserInfo.getOrganizationId(), Client_Id__c = '${key}', Client_Secret__c = '${secret}', ` +
      `User_Name__c = '${CLI_USERNAME}', Password__c = '${rig.emulator.adminPassword}');`,
    signal,
  );
  if (!ran.success) throw new Error(ran.problem);
};

/** The recipe of the blog posts: Connected App, Auth Provider, legacy named credential, saved once by hand. */
export const classic = async (rig: Rig, { saves = true } = {}): Promise<void> => {
  const { org } = rig.ports;
  const [key, secret] = ['keyOfTheClassic', 'secretOfTheClassic'];
  await deploy(
    rig,
    all(
      connectedApp('Loop_App', key, secret, `${org.instanceUrl}/services/authcallback/Loop_Provider`),
      authProvider('Loop_Provider', key, secret, org.instanceUrl),
      legacyCredential('Org_API', 'Loop_Provider', org.instanceUrl),
      remoteSite('Myself', org.instanceUrl),
    ),
  );
  if (!saves) return;
  const { found } = await org.query({ found: 'SELECT Id FROM NamedCredential LIMIT 1' }, signal);
  const id = found !== undefined && 'rows' in found ? found.rows[0]?.['Id'] : undefined;
  if (typeof id !== 'string') throw new Error('no named credential');
  const page = `/lightning/setup/NamedCredential/page?address=${encodeURIComponent(`/${id}?setupid=NamedCredential`)}`;
  await humanOf(rig).consent(`${org.instanceUrl}${page}`);
};

/** Apex of the org calls through the hand-made named credential, which must work. */
export const callOnce = async ({ ports }: Rig): Promise<void> => {
  const apex =
    "HttpRequest r = new HttpRequest(); r.setMethod('GET'); r.setEndpoint('callout:Org_API/services/data/v60.0/limits');" +
    'System.assertEquals(200, new Http().send(r).getStatusCode());';
  const ran = await ports.org.runAnonymous(apex, signal);
  if (!ran.success) throw new Error(ran.problem);
};
