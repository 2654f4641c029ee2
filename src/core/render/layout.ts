import type { Method } from '../settings.ts';
import { type ComponentNames, componentNames } from '../names.ts';

/** A component of a method: which templates make it, and what it is called. */
export type LayoutRow = {
  type: string;
  name: keyof ComponentNames;
  /** Paths below `templates/`; the base name stands in them as `SelfCallout`. */
  templates: readonly string[];
  /** Where the files go, one for each template. */
  paths: (fullName: string) => readonly string[];
  secretBearing?: true;
};

const apexClass = (name: keyof ComponentNames, template: string): LayoutRow => ({
  type: 'ApexClass',
  name,
  templates: [`apex/classes/${template}.cls.hbs`, 'apex/classes/SelfCallout.cls-meta.xml.hbs'],
  paths: (fullName) => [`classes/${fullName}.cls`, `classes/${fullName}.cls-meta.xml`],
});

const APEX: readonly LayoutRow[] = [
  apexClass('client', 'SelfCallout'),
  apexClass('clientTest', 'SelfCalloutTest'),
  apexClass('probe', 'SelfCalloutProbe'),
  apexClass('probeTest', 'SelfCalloutProbeTest'),
];

const TEMPLATE_NAMES = componentNames('SelfCallout');

/** A component with one metadata file; folder and suffix as in platform-facts §2.1 and §4. */
const metadata =
  (method: Method) =>
  (type: string, name: keyof ComponentNames, folder: string, suffix: string): LayoutRow => ({
    type,
    name,
    templates: [`${method}/${folder}/${TEMPLATE_NAMES[name]}.${suffix}-meta.xml.hbs`],
    paths: (fullName) => [`${folder}/${fullName}.${suffix}-meta.xml`],
  });

const clientCredentials = metadata('client-credentials');

/** Components by method, in the order in which reports show them. */
export const LAYOUT: Readonly<Record<Method, readonly LayoutRow[]>> = {
  'client-credentials': [
    clientCredentials('ExternalCredential', 'externalCredential', 'externalCredentials', 'externalCredential'),
    clientCredentials('NamedCredential', 'namedCredential', 'namedCredentials', 'namedCredential'),
    ...APEX,
    clientCredentials('PermissionSet', 'permissionSet', 'permissionsets', 'permissionset'),
    clientCredentials('ExternalClientApplication', 'app', 'externalClientApps', 'eca'),
    clientCredentials('ExtlClntAppOauthSettings', 'oauthSettings', 'extlClntAppOauthSettings', 'ecaOauth'),
    {
      ...clientCredentials(
        'ExtlClntAppGlobalOauthSettings',
        'globalOauthSettings',
        'extlClntAppGlobalOauthSets',
        'ecaGlblOauth',
      ),
      secretBearing: true,
    },
    clientCredentials(
      'ExtlClntAppOauthConfigurablePolicies',
      'oauthPolicies',
      'extlClntAppOauthPolicies',
      'ecaOauthPlcy',
    ),
    clientCredentials('ExtlClntAppConfigurablePolicies', 'policies', 'extlClntAppPolicies', 'ecaPlcy'),
  ],
};
