import type { MetadataName } from '../metadataName.ts';
import type { OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { parseMetadata } from '../xml/xmlElement.ts';
import { ownApps } from './appVariants.ts';
import { isOurs } from './ownership.ts';
import { foreignIn, type Foreign } from './foreign.ts';
import { providerInUse } from './providerInUse.ts';

/** What is to become of a loopback of which parts belong to another org (L05, L66). */
export type Repair = {
  foreign: readonly Foreign[];
  /** The loopback calls another org; false where only what nobody uses leads there. */
  moved: boolean;
  /** Its apps, which are deleted first: nobody can have their secret, or sign for them. */
  ended: readonly MetadataName[];
  /** What the app is called from now on. */
  app: string;
  /** An Auth Provider that stays under its suffix, its addresses changed: its key and secret are good. */
  provider?: string;
  /** Username of the run-as user in the org that the loopback came from, where it is another one here. */
  runAs?: string;
  /** What nobody uses any more once the credential is mended; it is deleted then. */
  left: readonly MetadataName[];
};

/** What is foreign, by what it is to the loopback. */
export type Examined = { foreign: readonly Foreign[]; moved: boolean; providers: readonly string[]; inUse?: string };

/** Looks for what belongs to another org; undefined where nothing does. */
export const examine = (name: string, facts: OrgFacts): Examined | undefined => {
  const foreign = foreignIn(name, facts);
  const hasLogin = facts.foreignLogin !== undefined;
  if (foreign.length === 0 && !hasLogin) return undefined;
  const inUse = providerInUse(name, facts);
  const addresses = foreign.filter(({ kind }) => kind === 'address');
  const providers = [
    ...new Set(addresses.filter(({ type }) => type === 'AuthProvider').map(({ fullName }) => fullName)),
  ];
  const moved = hasLogin || addresses.some(({ type, fullName }) => type !== 'AuthProvider' || fullName === inUse);
  return { foreign, moved, providers, ...(inUse === undefined ? {} : { inUse }) };
};

/** The certificate that the org's external credential signs with (jwt-bearer). */
export const signingCertificate = (name: string, { components }: Pick<OrgFacts, 'components'>): string | undefined => {
  const found = components.get(`ExternalCredential/${componentNames(name).externalCredential}`);
  if (found === undefined) return undefined;
  return parseMetadata(found.xml)
    .children.flatMap(({ children }) => children)
    .find((child) => child.name === 'certificate' && child.text !== '')?.text;
};

/** The loopback's apps that this plugin made, of either kind. */
export const madeApps = (name: string, facts: OrgFacts): readonly MetadataName[] => {
  const connected = facts.components.get(`ConnectedApp/${name}`);
  const isMade = connected !== undefined && isOurs('ConnectedApp', connected, name, facts);
  return [
    ...ownApps(name, facts).map((fullName) => ({ type: 'ExternalClientApplication', fullName })),
    ...(isMade ? [{ type: 'ConnectedApp', fullName: name }] : []),
  ];
};

/** The facts as they are once these apps are gone. */
export const withoutApps = (apps: readonly MetadataName[], facts: OrgFacts): OrgFacts => {
  const gone = new Set(
    apps.flatMap(({ type, fullName }) => [
      `${type}/${fullName}`,
      `ExtlClntAppOauthSettings/${componentNames(fullName).oauthSettings}`,
    ]),
  );
  const belongs = (key: string): boolean => {
    const [type = '', fullName = ''] = key.split('/');
    return gone.has(key) || facts.satellites.get(type) === fullName;
  };
  return {
    ...facts,
    components: new Map([...facts.components].filter(([key]) => !belongs(key))),
    unread: new Set([...facts.unread].filter((key) => !belongs(key))),
    satellites: new Map(),
  };
};
