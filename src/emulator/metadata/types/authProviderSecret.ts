import { textOf } from '../../state/components.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming } from '../metadataType.ts';

/** What a retrieve shows in the secret's place (L12); the platform's own text is not documented. */
export const SECRET_PLACEHOLDER = 'Placeholder_Value';

/** L14: with one of these, key and secret have to be there. */
const NEEDS_KEY = ['authorizeUrl', 'consumerKey', 'consumerSecret', 'defaultScopes', 'tokenUrl', 'userInfoUrl'];

/** L12; lengths from the object's field reference (platform-facts §3.2). */
const LONGEST: ReadonlyArray<readonly [element: string, label: string, max: number]> = [
  ['friendlyName', 'Name', 32],
  ['consumerKey', 'Consumer Key', 256],
  ['consumerSecret', 'Consumer Secret', 100],
  ['defaultScopes', 'Default Scopes', 256],
  ['authorizeUrl', 'Authorize Endpoint URL', 1024],
  ['tokenUrl', 'Token Endpoint URL', 1024],
];

const lengthProblems = ({ xml }: Incoming): MetadataProblem[] =>
  LONGEST.filter(([element, , max]) => (textOf(xml, element)?.length ?? 0) > max).map(([, label, max]) =>
    problemOf('STRING_TOO_LONG', `${label}: data value too large (max length=${max})`),
  );

/** The secret that the provider has after the change: a CRUD call that leaves it out keeps it. */
const secretAfter = ({ fullName, xml, previous }: Incoming, { draft, channel }: Change): string | undefined =>
  textOf(xml, 'consumerSecret') ??
  (channel === 'crud' && previous ? draft.vault.providerSecrets.get(fullName.toLowerCase()) : undefined);

const missingProblems = (incoming: Incoming, change: Change): MetadataProblem[] => {
  const isComplete = textOf(incoming.xml, 'consumerKey') !== undefined && secretAfter(incoming, change) !== undefined;
  const asks = NEEDS_KEY.some((element) => textOf(incoming.xml, element) !== undefined);
  return asks && !isComplete ? [problemOf('REQUIRED_FIELD_MISSING', 'You must enter a value')] : [];
};

/** L12: a secret that was set stays. The words are our own; they never hold a secret. */
const changeProblems = ({ fullName, xml, previous }: Incoming, { draft }: Change): MetadataProblem[] => {
  const given = textOf(xml, 'consumerSecret');
  const kept = draft.vault.providerSecrets.get(fullName.toLowerCase());
  const isOther = previous !== undefined && given !== undefined && kept !== undefined && given !== kept;
  return isOther && draft.switches.authProviderSecretOnUpdate === 'refused'
    ? [
        problemOf(
          'FIELD_INTEGRITY_EXCEPTION',
          "The consumer secret of an Auth. Provider can't be updated once it is set.",
        ),
      ]
    : [];
};

/** What is wrong with the key and secret of an Auth. Provider (L12, L14). */
export const authProviderSecretProblems = (incoming: Incoming, change: Change): MetadataProblem[] => [
  ...lengthProblems(incoming),
  ...missingProblems(incoming, change),
  ...changeProblems(incoming, change),
];
