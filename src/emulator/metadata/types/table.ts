import type { MetadataType } from '../metadataType.ts';
import { apexClass } from './apexClass.ts';
import { apexTrigger } from './apexTrigger.ts';
import { apexPage } from './apexPage.ts';
import { authProvider } from './authProvider.ts';
import { certificate } from './certificate.ts';
import { connectedApp } from './connectedApp.ts';
import { customMetadata } from './customMetadata.ts';
import { customObject } from './customObject.ts';
import { externalAuthIdentityProvider } from './externalAuthIdentityProvider.ts';
import { externalClientApplication } from './externalClientApplication.ts';
import { externalCredential } from './externalCredential.ts';
import { extlClntAppConfigurablePolicies } from './extlClntAppConfigurablePolicies.ts';
import { extlClntAppGlobalOauthSettings } from './extlClntAppGlobalOauthSettings.ts';
import { extlClntAppOauthConfigurablePolicies } from './extlClntAppOauthConfigurablePolicies.ts';
import { extlClntAppOauthSettings } from './extlClntAppOauthSettings.ts';
import { namedCredential } from './namedCredential.ts';
import { permissionSet } from './permissionSet.ts';
import { platformCachePartition } from './platformCachePartition.ts';
import { remoteSiteSetting } from './remoteSiteSetting.ts';
import { connectedAppSettings, oauthOidcSettings, settings } from './settings.ts';

/**
 * The metadata types of this emulated org, in the order in which a deploy applies them: what is referred to comes
 * before what refers to it. Deletions go the other way round.
 */
export const METADATA_TYPES: readonly MetadataType[] = [
  remoteSiteSetting,
  platformCachePartition,
  settings,
  certificate,
  customObject,
  customMetadata,
  apexClass,
  apexTrigger,
  // After the classes that it uses: it is deleted before them.
  apexPage,
  authProvider,
  externalAuthIdentityProvider,
  externalCredential,
  namedCredential,
  permissionSet,
  connectedApp,
  externalClientApplication,
  extlClntAppOauthSettings,
  extlClntAppGlobalOauthSettings,
  extlClntAppOauthConfigurablePolicies,
  extlClntAppConfigurablePolicies,
];

/** Settings: each member has a root element and a schema of its own. By `Type/FullName`. */
const MEMBERS: ReadonlyMap<string, MetadataType> = new Map([
  ['Settings/ConnectedApp', connectedAppSettings],
  ['Settings/ExternalClientApp', settings],
  ['Settings/OauthOidc', oauthOidcSettings],
]);

/** `fullName` counts for settings: other members than those above are not emulated. */
export const metadataType = (name: string, fullName?: string): MetadataType | undefined =>
  name === settings.name && fullName !== undefined
    ? MEMBERS.get(`${name}/${fullName}`)
    : METADATA_TYPES.find((type) => type.name === name);

/** All types, those of members with a schema of their own too. */
export const schemaTypes = (): readonly MetadataType[] => [...new Set([...METADATA_TYPES, ...MEMBERS.values()])];

/** A type as CRUD calls name it: of settings, by their own type (`ExternalClientAppSettings`). */
export const crudType = (name: string): MetadataType | undefined =>
  schemaTypes().find((type) => (type.rootElement ?? type.name) === name);
