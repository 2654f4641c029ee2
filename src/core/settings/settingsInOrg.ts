import type { OrgComponent } from '../facts.ts';
import { componentNames } from '../names.ts';
import type { Settings } from '../settings.ts';
import { providerInUse } from '../plan/providerInUse.ts';
import { textsOf } from '../xml/textsOf.ts';
import { parseMetadata, type XmlElement } from '../xml/xmlElement.ts';
import { checkLabel } from './checkLabel.ts';
import { makeSettings } from './makeSettings.ts';
import { SCOPES } from './scopes.ts';

/** What is known of a loopback that is in an org. */
export type InOrg = Pick<Settings, 'name' | 'method' | 'credentialType' | 'principalType' | 'apiVersion'> & {
  /** What its External Client App is called, if it has one. */
  app: string;
  /** By `Type/FullName`. */
  components: ReadonlyMap<string, Pick<OrgComponent, 'xml'>>;
};

const OAUTH_NAMES: ReadonlyMap<string, string> = new Map([...SCOPES].map(([name, inMetadata]) => [inMetadata, name]));

/** In the order of the table: an org may list them in its own. */
const inOrder = (scopes: readonly string[]): string[] => [...SCOPES.keys()].filter((scope) => scopes.includes(scope));

/** What `read` gives; undefined where somebody put into the org by hand what this plugin does not set. */
const ifSettable = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** The settings of a loopback as its components in the org have them; scopes that nothing tells are the default ones. */
export const settingsInOrg = ({ app, components, ...known }: InOrg): Settings => {
  const { externalCredential, namedCredential } = componentNames(known.name);
  const read = (type: string, fullName: string): XmlElement | undefined => {
    const found = components.get(`${type}/${fullName}`);
    return found && parseMetadata(found.xml);
  };
  const client = read('ExternalClientApplication', app);
  const connected = client === undefined ? read('ConnectedApp', known.name) : undefined;
  const named = read('NamedCredential', namedCredential);
  const labelled = [read('ExternalCredential', externalCredential), named, client, connected];
  const [label] = labelled.flatMap((each) => textsOf(each, 'label'));
  const oauth = read('ExtlClntAppOauthSettings', componentNames(app).oauthSettings);
  const listed = textsOf(oauth, 'commaSeparatedOauthScopes').flatMap((text) => text.split(','));
  const ofApp = [...listed, ...textsOf(connected, 'scopes')].flatMap((text) => OAUTH_NAMES.get(text.trim()) ?? []);
  const provider = read('AuthProvider', providerInUse(known.name, { components }) ?? '');
  // These two have the scopes as they were typed.
  const typed = [...textsOf(provider, 'defaultScopes'), ...textsOf(named, 'oauthScope')][0]?.split(/\s+/) ?? [];
  const isTyped = ofApp.length === 0 || inOrder(ofApp).join() === inOrder(typed).join();
  const scopes = isTyped ? typed : inOrder(ofApp);
  const input = {
    ...known,
    label: label === undefined ? undefined : ifSettable(() => checkLabel(label)),
    appType: connected === undefined ? undefined : 'connected-app',
    credentialType: known.credentialType === 'none' ? undefined : known.credentialType,
    mergeFieldsInHeader: textsOf(named, 'allowMergeFieldsInHeader')[0] === 'true',
  };
  return ifSettable(() => makeSettings({ ...input, scopes })) ?? makeSettings(input);
};
