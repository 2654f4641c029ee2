import { storeComponent, textOf, type StoredComponent } from '../../state/components.ts';
import { consumerOf, drawKey, drawSecret, saveConsumer, spreadAgain } from '../apps/consumers.ts';
import { consumerProblems, honoursConsumer } from '../apps/givenConsumer.ts';
import { satelliteOf, satelliteProblems } from '../apps/satellites.ts';
import { problemOf } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { isSameNode } from '../schema/isSameNode.ts';
import { withValues } from '../schema/xmlNode.ts';
import { developerNameProblems } from './developerName.ts';

const appNameOf = (component: { xml: Incoming['xml'] }): string =>
  textOf(component.xml, 'externalClientApplication') ?? '';

const rotates = ({ xml }: Incoming, element: string): boolean => textOf(xml, element) === 'true';

/** L19, L74: whose key and secret the app has. `shouldRotate…` makes the org draw new ones. */
const settleConsumer = (stored: StoredComponent, incoming: Incoming, change: Change): void => {
  const { draft } = change;
  const appName = appNameOf(stored);
  const { previous, xml } = incoming;
  const [key, secret] = [textOf(xml, 'consumerKey'), textOf(xml, 'consumerSecret')];
  const given = { ...(key === undefined ? {} : { key }), ...(secret === undefined ? {} : { secret }) };
  const drawn = {
    ...(previous && rotates(incoming, 'shouldRotateConsumerKey') ? { key: drawKey(draft) } : {}),
    ...(previous && rotates(incoming, 'shouldRotateConsumerSecret') ? { secret: drawSecret(draft) } : {}),
  };
  const wanted = { ...(honoursConsumer(incoming, draft.switches) ? given : {}), ...drawn };
  const current = consumerOf(draft, appName);
  const differs =
    (wanted.key !== undefined && wanted.key !== current?.key) ||
    (wanted.secret !== undefined && wanted.secret !== current?.secret);
  if (!current || differs) saveConsumer(draft, appName, wanted);
  else if (!previous || !isSameNode(previous.xml, stored.xml)) spreadAgain(draft, appName);
};

/** L05: OAuth settings that came first get their link now that there is a consumer. */
const linkOauthSettings = (draft: Change['draft'], appName: string): void => {
  const settings = satelliteOf(draft, 'ExtlClntAppOauthSettings', appName);
  const consumer = consumerOf(draft, appName);
  if (!settings || !consumer) return;
  const oauthLink = `${draft.org.id}:${consumer.id}`;
  storeComponent(draft, { ...settings, xml: withValues(settings.xml, { oauthLink }) });
};

/** The part of an app that is the same wherever it is installed; it holds key and secret (platform-facts §2.2, §2.5). */
export const extlClntAppGlobalOauthSettings: MetadataType = {
  name: 'ExtlClntAppGlobalOauthSettings',
  directory: 'extlClntAppGlobalOauthSets',
  suffix: 'ecaGlblOauth',
  idPrefix: '0xK',
  needs: ['ExternalClientAppDeveloper', 'ExternalClientAppAdmin'],
  // L07: an External Client App asks for PKCE unless told not to.
  defaults: {
    isClientCredentialsFlowEnabled: 'false',
    isCodeCredFlowEnabled: 'false',
    isCodeCredPostOnly: 'false',
    isConsumerSecretOptional: 'false',
    isDeviceFlowEnabled: 'false',
    isIntrospectAllTokens: 'false',
    isNamedUserJwtEnabled: 'false',
    isPkceRequired: 'true',
    isRefreshTokenRotationEnabled: 'false',
    isSecretRequiredForRefreshToken: 'true',
    isSecretRequiredForTokenExchange: 'false',
    isTokenExchangeEnabled: 'false',
  },
  check: (incoming, change) => {
    // L36: some orgs take these settings from CRUD calls only.
    if (change.channel === 'deploy' && change.draft.switches.globalOauthByDeploy === 'refused') {
      return [problemOf('INSUFFICIENT_ACCESS', 'Not available for deploy for this organization')];
    }
    return [
      ...developerNameProblems('Global OAuth Settings', incoming.fullName),
      ...satelliteProblems('ExtlClntAppGlobalOauthSettings', incoming, change),
      ...consumerProblems(incoming, appNameOf(incoming), change),
    ];
  },
  keep: ({ xml }) =>
    withValues(xml, {
      consumerKey: undefined,
      consumerSecret: undefined,
      shouldRotateConsumerKey: 'false',
      shouldRotateConsumerSecret: 'false',
    }),
  applied: (stored, incoming, change) => {
    settleConsumer(stored, incoming, change);
    linkOauthSettings(change.draft, appNameOf(stored));
  },
  // L35
  show: (state, stored) => {
    const consumer = consumerOf(state, appNameOf(stored));
    if (!consumer) return stored.xml;
    const secret = state.switches.retrieveReturnsSecret ? { consumerSecret: consumer.secret } : {};
    return withValues(stored.xml, { consumerKey: consumer.key, ...secret });
  },
  dropped: (draft, stored) => {
    draft.consumers = draft.consumers.filter((consumer) => consumer !== consumerOf(draft, appNameOf(stored)));
  },
};
