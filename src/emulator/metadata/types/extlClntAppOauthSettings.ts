import { textOf } from '../../state/components.ts';
import { consumerOf, spreadAgain } from '../apps/consumers.ts';
import { OAUTH_SCOPES } from '../apps/oauthScopes.ts';
import { satelliteProblems } from '../apps/satellites.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { withValues } from '../schema/xmlNode.ts';
import { isSameNode } from '../schema/isSameNode.ts';
import { developerNameProblems } from './developerName.ts';

const appNameOf = ({ xml }: { xml: Incoming['xml'] }): string => textOf(xml, 'externalClientApplication') ?? '';

const scopeProblems = ({ xml }: Incoming): MetadataProblem[] =>
  (textOf(xml, 'commaSeparatedOauthScopes') ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '' && !OAUTH_SCOPES.has(scope))
    .map((scope) => problemOf('INVALID_FIELD', `'${scope}' is not a valid value for the enum 'ExtlClntAppOauthScope'`));

/** L05: the link to the consumer is the org's own. */
const linkOf = (incoming: Incoming, { draft }: Change): string | undefined => {
  const consumer = consumerOf(draft, appNameOf(incoming));
  return consumer && `${draft.org.id}:${consumer.id}`;
};

const linkProblems = (incoming: Incoming, change: Change): MetadataProblem[] => {
  const given = textOf(incoming.xml, 'oauthLink');
  const dangles = given !== undefined && given !== linkOf(incoming, change);
  return dangles ? [crossReference('oauthLink', 'ExtlClntAppGlobalOauthSettings', given)] : [];
};

/** Scopes and the like of one org's app (platform-facts §2.2). */
export const extlClntAppOauthSettings: MetadataType = {
  name: 'ExtlClntAppOauthSettings',
  directory: 'extlClntAppOauthSettings',
  suffix: 'ecaOauth',
  idPrefix: '0xJ',
  needs: ['ExternalClientAppDeveloper', 'ExternalClientAppAdmin'],
  defaults: { isFirstPartyAppEnabled: 'false' },
  check: (incoming, change) => [
    ...developerNameProblems('OAuth Settings', incoming.fullName),
    ...satelliteProblems('ExtlClntAppOauthSettings', incoming, change),
    ...scopeProblems(incoming),
    ...linkProblems(incoming, change),
  ],
  keep: (incoming, change) => withValues(incoming.xml, { oauthLink: linkOf(incoming, change) }),
  applied: (stored, incoming, { draft }) => {
    if (!incoming.previous || !isSameNode(incoming.previous.xml, stored.xml)) spreadAgain(draft, appNameOf(stored));
  },
};
