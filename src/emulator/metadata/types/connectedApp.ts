import { componentOf, textOf } from '../../state/components.ts';
import { consumerOf } from '../apps/consumers.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import {
  connectedAppOauthProblems,
  keepConnectedApp,
  settleConnectedApp,
  showConnectedApp,
} from './connectedAppOauth.ts';
import { developerNameProblems } from './developerName.ts';

/** L01: nobody creates one any more, but in an org that has the exception. The platform's own words are unconfirmed. */
const creationProblems = ({ previous }: Incoming, { draft }: Change): MetadataProblem[] =>
  previous || draft.switches.connectedAppCreation === 'allowed'
    ? []
    : [
        problemOf(
          'INSUFFICIENT_ACCESS',
          "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.",
        ),
      ];

const namesOf = ({ xml }: Incoming, element: string): string[] =>
  (xml.children[element] ?? []).map((node) => node.text);

/** L60; who is approved beforehand can only be said of an app that asks for approval (platform-facts §1.7). */
const approvedProblems = (incoming: Incoming, { draft }: Change): MetadataProblem[] => {
  const [sets, profiles] = [namesOf(incoming, 'permissionSetName'), namesOf(incoming, 'profileName')];
  const oauth = incoming.xml.children['oauthConfig']?.[0];
  const isAdminApproved = oauth !== undefined && textOf(oauth, 'isAdminApproved') === 'true';
  const needless =
    sets.length + profiles.length > 0 && !isAdminApproved
      ? [problemOf('FIELD_INTEGRITY_EXCEPTION', 'Permission sets and profiles require isAdminApproved to be true.')]
      : [];
  return [
    ...needless,
    ...sets
      .filter((name) => !componentOf(draft, 'PermissionSet', name))
      .map((name) => crossReference('permissionSetName', 'PermissionSet', name)),
    ...profiles
      .filter((name) => !draft.records.get('Profile')?.some((row) => row['Name'] === name))
      .map((name) => crossReference('profileName', 'Profile', name)),
  ];
};

/** Only what OAuth takes of a connected app is emulated; canvas, SAML and mobile parts are unknown elements here. */
export const connectedApp: MetadataType = {
  name: 'ConnectedApp',
  directory: 'connectedApps',
  suffix: 'connectedApp',
  idPrefix: '0H4',
  needs: ['CustomizeApplication'],
  check: (incoming, change) => [
    ...creationProblems(incoming, change),
    ...developerNameProblems('Connected App', incoming.fullName),
    ...connectedAppOauthProblems(incoming, change),
    ...approvedProblems(incoming, change),
  ],
  keep: ({ xml }) => keepConnectedApp(xml),
  applied: settleConnectedApp,
  show: showConnectedApp,
  dropped: (draft, stored) => {
    const gone = consumerOf(draft, stored.fullName, true);
    draft.consumers = draft.consumers.filter((consumer) => consumer !== gone);
  },
};
