import { textOf, type StoredComponent, type XmlNode } from '../../state/components.ts';
import { findUser } from '../../state/users.ts';
import { consumerOf, saveConsumer } from '../apps/consumers.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming } from '../metadataType.ts';
import { isSameNode } from '../schema/isSameNode.ts';
import { withValues } from '../schema/xmlNode.ts';

/** Key and secret: 8 to 256 letters and digits (platform-facts §1.4). */
const CHARSET = /^[A-Za-z0-9]{8,256}$/;

const CREDENTIALS = [
  ['consumerKey', 'Consumer Key'],
  ['consumerSecret', 'Consumer Secret'],
] as const;

const oauthOf = (xml: XmlNode): XmlNode | undefined => xml.children['oauthConfig']?.[0];

/** L02. The texts never hold a key or a secret. */
const givenProblems = (oauth: XmlNode, { previous }: Incoming, { draft }: Change): MetadataProblem[] => {
  const given = CREDENTIALS.filter(([element]) => textOf(oauth, element) !== undefined);
  if (previous) {
    return given.map(([, label]) => problemOf('FIELD_INTEGRITY_EXCEPTION', `You cannot provide a ${label}`));
  }
  const key = textOf(oauth, 'consumerKey');
  const isTaken = key !== undefined && draft.consumers.some((other) => other.key === key);
  return [
    ...given
      .filter(([element]) => !CHARSET.test(textOf(oauth, element) ?? ''))
      .map(([, label]) =>
        problemOf(
          'FIELD_INTEGRITY_EXCEPTION',
          `${label} must be alphanumeric, without spaces or special characters, and have 8 to 256 characters.`,
        ),
      ),
    ...(isTaken ? [problemOf('DUPLICATE_VALUE', 'The consumer key is already taken.')] : []),
  ];
};

const runAsProblems = (oauth: XmlNode, { draft }: Change): MetadataProblem[] => {
  if (textOf(oauth, 'isClientCredentialEnabled') !== 'true') return [];
  const name = textOf(oauth, 'oauthClientCredentialUser');
  if (name === undefined) {
    return [problemOf('REQUIRED_FIELD_MISSING', 'Required field is missing: oauthClientCredentialUser')];
  }
  return findUser(draft, name)?.['IsActive'] === true
    ? []
    : [crossReference('oauthClientCredentialUser', 'User', name)];
};

/** What is wrong with a connected app's OAuth part. */
export const connectedAppOauthProblems = (incoming: Incoming, change: Change): MetadataProblem[] => {
  const oauth = oauthOf(incoming.xml);
  return oauth ? [...givenProblems(oauth, incoming, change), ...runAsProblems(oauth, change)] : [];
};

const withOauth = (xml: XmlNode, change: (oauth: XmlNode) => XmlNode): XmlNode => {
  const oauth = oauthOf(xml);
  return oauth ? { ...xml, children: { ...xml.children, oauthConfig: [change(oauth)] } } : xml;
};

/** Defaults of the OAuth part (platform-facts §1.2); L07: no PKCE unless asked for. */
const DEFAULTS = {
  isAdminApproved: 'false',
  isClientCredentialEnabled: 'false',
  isConsumerSecretOptional: 'false',
  isIntrospectAllTokens: 'false',
  isPkceRequired: 'false',
  isSecretRequiredForRefreshToken: 'true',
};

export const keepConnectedApp = (xml: XmlNode): XmlNode =>
  withOauth(xml, (oauth) => {
    const filled = Object.fromEntries(
      Object.entries(DEFAULTS).filter(([element]) => textOf(oauth, element) === undefined),
    );
    return withValues(oauth, { ...filled, consumerKey: undefined, consumerSecret: undefined });
  });

/** The app's consumer, from what its first file gives or of the org's own making; later changes have to spread (L10). */
export const settleConnectedApp = (stored: StoredComponent, { xml, previous }: Incoming, { draft }: Change): void => {
  const oauth = oauthOf(xml);
  if (!oauth || (previous && isSameNode(previous.xml, stored.xml))) return;
  const [key, secret] = [textOf(oauth, 'consumerKey'), textOf(oauth, 'consumerSecret')];
  const given = { ...(key === undefined ? {} : { key }), ...(secret === undefined ? {} : { secret }) };
  saveConsumer(draft, stored.fullName, given, true);
};

/** Its key is shown, its secret never (platform-facts §1.4). */
export const showConnectedApp = (state: Change['draft'], stored: StoredComponent): XmlNode =>
  withOauth(stored.xml, (oauth) => withValues(oauth, { consumerKey: consumerOf(state, stored.fullName, true)?.key }));
