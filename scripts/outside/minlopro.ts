import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ComponentSet, type SourceComponent } from '@salesforce/source-deploy-retrieve';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';

/** What of the clone takes part in its loopback, by type; everything of these types in the folder of its integrations. */
const TYPES = new Set([
  'AuthProvider',
  'Certificate',
  'CustomMetadata',
  'CustomObject',
  'ExternalAuthIdentityProvider',
  'ExternalClientApplication',
  'ExternalCredential',
  'ExtlClntAppConfigurablePolicies',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppOauthSecuritySettings',
  'ExtlClntAppOauthSettings',
  'NamedCredential',
  'RemoteSiteSetting',
]);

const INTEGRATIONS = 'src/minlopro-integrations/main';

export type Loopback = { apiVersion: string; components: SourceComponent[]; files: string[] };

const textOf = async ({ xml }: SourceComponent): Promise<string> => (xml === undefined ? '' : readFile(xml, 'utf8'));

/** The loopback's components, and the permission sets that let somebody use one of its credentials. */
export const readLoopback = async (clone: string): Promise<Loopback> => {
  const { sourceApiVersion } = JSON.parse(await readFile(join(clone, 'sfdx-project.json'), 'utf8')) as {
    sourceApiVersion: string;
  };
  const parts = ComponentSet.fromSource(join(clone, INTEGRATIONS))
    .getSourceComponents()
    .toArray()
    .filter(({ type }) => TYPES.has(type.name));
  const principals = parts.filter(({ type }) => type.name === 'ExternalCredential').map(({ fullName }) => fullName);
  const sets: SourceComponent[] = [];
  for (const set of ComponentSet.fromSource(join(clone, 'src')).getSourceComponents().toArray()) {
    if (set.type.name !== 'PermissionSet') continue;
    const text = await textOf(set);
    if (principals.some((name) => text.includes(`<externalCredentialPrincipal>${name}-`))) sets.push(set);
  }
  const components = [...parts, ...sets];
  const files = components.flatMap((component) => [
    ...(component.xml === undefined ? [] : [component.xml]),
    ...component.walkContent(),
    ...component.getChildren().flatMap(({ xml }) => (xml === undefined ? [] : [xml])),
  ]);
  return {
    apiVersion: sourceApiVersion,
    components,
    files: [...new Set(files)].map((file) => relative(clone, file)).sort(),
  };
};

type Project = { replacements?: { replaceWithEnv?: string }[] };

/** Sets what the clone's replacements ask of the environment; what no file of the loopback holds gets a word. */
export const fillPlaceholders = async (clone: string, url: string): Promise<void> => {
  const { replacements = [] } = JSON.parse(await readFile(join(clone, 'sfdx-project.json'), 'utf8')) as Project;
  const certificate = await readFile(join(clone, INTEGRATIONS, 'certs/Minlopro.crt'), 'utf8');
  const known: Readonly<Record<string, string>> = {
    SF_INSTANCE_URL: url,
    SF_ADMIN_USERNAME: CLI_USERNAME,
    SF_ADMIN_EMAIL: 'admin@example.com',
    SF_MINLOPRO_CERT_BASE64_VALUE: certificate.replace(/-----[^-]+-----|\s/g, ''),
  };
  for (const { replaceWithEnv: name } of replacements) {
    if (name !== undefined) process.env[name] = known[name] ?? 'placeholder';
  }
};
