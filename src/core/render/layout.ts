import { type ComponentNames, componentNames } from '../names.ts';
import type { AppType, CredentialType, Settings } from '../settings.ts';

/** A component of a loopback: which templates make it, and what it is called. */
export type LayoutRow = {
  type: string;
  name: keyof ComponentNames;
  /** Paths below `templates/`; the base name stands in them as `SelfCallout`. */
  templates: readonly string[];
  /** Where the files go, one for each template. */
  paths: (fullName: string) => readonly string[];
  secretBearing?: true;
  /** The loopback works without it, so it stays away where the user deleted it. */
  optional?: true;
};

const TEMPLATE_NAMES = componentNames('SelfCallout');

const apexClass = (
  name: keyof ComponentNames,
  template: string = TEMPLATE_NAMES[name],
  folder = 'apex',
): LayoutRow => ({
  type: 'ApexClass',
  name,
  templates: [`${folder}/classes/${template}.cls.hbs`, 'apex/classes/SelfCallout.cls-meta.xml.hbs'],
  paths: (fullName) => [`classes/${fullName}.cls`, `classes/${fullName}.cls-meta.xml`],
});

/** A component with one metadata file; folder and suffix as in platform-facts §2.1, §3.1, §4 and §9. */
const metadata =
  (room: string) =>
  (type: string, name: keyof ComponentNames, folder: string, suffix: string): LayoutRow => ({
    type,
    name,
    templates: [`${room}/${folder}/${TEMPLATE_NAMES[name]}.${suffix}-meta.xml.hbs`],
    paths: (fullName) => [`${folder}/${fullName}.${suffix}-meta.xml`],
  });

/** A component with a file of content and a metadata file beside it. */
const withContent =
  (room: string) =>
  (type: string, name: keyof ComponentNames, folder: string, suffix: string): LayoutRow => ({
    type,
    name,
    templates: [
      `${room}/${folder}/${TEMPLATE_NAMES[name]}.${suffix}.hbs`,
      `${room}/${folder}/${TEMPLATE_NAMES[name]}.${suffix}-meta.xml.hbs`,
    ],
    paths: (fullName) => [`${folder}/${fullName}.${suffix}`, `${folder}/${fullName}.${suffix}-meta.xml`],
  });

const optional = (row: LayoutRow): LayoutRow => ({ ...row, optional: true });

const APEX: readonly LayoutRow[] = [
  apexClass('client'),
  optional(apexClass('clientTest')),
  apexClass('probe'),
  optional(apexClass('probeTest')),
  apexClass('jobs'),
  optional(apexClass('jobsTest')),
  apexClass('soap'),
  optional(apexClass('soapTest')),
  apexClass('action'),
  optional(apexClass('actionTest')),
];

const PERMISSION_SET = metadata('apex')('PermissionSet', 'permissionSet', 'permissionsets', 'permissionset');

const externalClientApp = metadata('external-client-app');

const APPS: Readonly<Record<AppType, readonly LayoutRow[]>> = {
  none: [],
  'connected-app': [metadata('connected-app')('ConnectedApp', 'app', 'connectedApps', 'connectedApp')],
  'external-client-app': [
    externalClientApp('ExternalClientApplication', 'app', 'externalClientApps', 'eca'),
    externalClientApp('ExtlClntAppOauthSettings', 'oauthSettings', 'extlClntAppOauthSettings', 'ecaOauth'),
    {
      ...externalClientApp(
        'ExtlClntAppGlobalOauthSettings',
        'globalOauthSettings',
        'extlClntAppGlobalOauthSets',
        'ecaGlblOauth',
      ),
      secretBearing: true,
    },
    externalClientApp(
      'ExtlClntAppOauthConfigurablePolicies',
      'oauthPolicies',
      'extlClntAppOauthPolicies',
      'ecaOauthPlcy',
    ),
    externalClientApp('ExtlClntAppConfigurablePolicies', 'policies', 'extlClntAppPolicies', 'ecaPlcy'),
  ],
};

const namedCredential = (room: string): LayoutRow =>
  metadata(room)('NamedCredential', 'namedCredential', 'namedCredentials', 'namedCredential');

const CREDENTIALS: Readonly<Record<CredentialType, readonly LayoutRow[]>> = {
  none: [],
  legacy: [namedCredential('legacy-credential')],
  external: [
    metadata('external-credential')(
      'ExternalCredential',
      'externalCredential',
      'externalCredentials',
      'externalCredential',
    ),
    namedCredential('external-credential'),
  ],
};

/** What only one method has, before the credentials. */
const OWN: Readonly<Record<Settings['method'], readonly LayoutRow[]>> = {
  'client-credentials': [],
  'auth-provider': [metadata('auth-provider')('AuthProvider', 'authProvider', 'authproviders', 'authprovider')],
  'jwt-bearer': [
    withContent('jwt-bearer')('Certificate', 'certificate', 'certs', 'crt'),
    metadata('jwt-bearer')('PermissionSet', 'appPermissionSet', 'permissionsets', 'permissionset'),
  ],
  'identity-provider': [
    metadata('identity-provider')(
      'ExternalAuthIdentityProvider',
      'identityProvider',
      'externalAuthIdentityProviders',
      'externalAuthIdentityProvider',
    ),
  ],
  visualforce: [
    withContent('visualforce')('ApexPage', 'page', 'pages', 'page'),
    apexClass('auth', undefined, 'visualforce'),
    optional(apexClass('authTest', undefined, 'visualforce')),
  ],
  'username-password': [
    {
      type: 'CustomObject',
      name: 'login',
      templates: ['username-password/objects/SelfCallout_Login__c.object-meta.xml.hbs'],
      paths: (fullName) => [`objects/${fullName}/${fullName}.object-meta.xml`],
    },
    apexClass('auth', undefined, 'username-password'),
    optional(apexClass('authTest', undefined, 'username-password')),
  ],
};

/** The components of a loopback, in the order in which reports show them. */
export const layoutOf = ({
  method,
  appType,
  credentialType,
  adopted,
}: Pick<Settings, 'method' | 'appType' | 'credentialType' | 'adopted'>): readonly LayoutRow[] => {
  // What carries the authentication is there already; Apex and a permission set for it are not.
  if (adopted !== undefined)
    return [...OWN[method].filter(({ type }) => type === 'ApexClass'), ...APEX, PERMISSION_SET];
  return [...OWN[method], ...CREDENTIALS[credentialType], ...APEX, PERMISSION_SET, ...APPS[appType]];
};

/** Every component that any loopback has, whatever its method. */
export const EVERY_ROW: readonly LayoutRow[] = [
  ...Object.values(OWN).flat(),
  ...Object.values(CREDENTIALS).flat(),
  ...APEX,
  PERMISSION_SET,
  ...Object.values(APPS).flat(),
];
