import { componentOf, componentsOf, type StoredComponent } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { blocksPasswordFlow } from '../state/passwordFlow.ts';
import { userNamed, AUTOPROC_USERNAME } from '../state/users.ts';
import type { MetadataType } from './metadataType.ts';
import { nodeOf } from './schema/xmlNode.ts';

/** Settings are there in every org before anybody deploys them. */
const untouchedSettings = (state: OrgState): StoredComponent[] => {
  const owner = userNamed(state, AUTOPROC_USERNAME).Id;
  const values = {
    ConnectedApp: {
      enableAdminApprovedAppsOnly: 'false',
      enableAdminApprovedAppsOnlyForExternalUser: 'false',
      enableSkipUserProvisioningWizardWelcomePage: 'false',
    },
    ExternalClientApp: { enableClientSecretInRestApiAccess: 'false', enablePackageEcaOauthFromDevOrg: 'false' },
    OauthOidc: { blockOAuthUnPwFlow: String(blocksPasswordFlow(state)) },
  };
  return Object.entries(values).map(([fullName, elements]) => ({
    id: '',
    type: 'Settings',
    fullName,
    xml: nodeOf(elements),
    files: new Map(),
    apiVersion: state.org.apiVersions.at(-1) ?? '',
    createdDate: 0,
    lastModifiedDate: 0,
    createdById: owner,
    lastModifiedById: owner,
  }));
};

/** The org's components of a type, by name. */
export const orgComponents = (state: OrgState, type: MetadataType): StoredComponent[] => {
  const stored = componentsOf(state, type.name);
  const names = new Set(stored.map(({ fullName }) => fullName));
  const untouched = type.name === 'Settings' ? untouchedSettings(state) : [];
  return [...stored, ...untouched.filter(({ fullName }) => !names.has(fullName))].toSorted((a, b) =>
    a.fullName < b.fullName ? -1 : 1,
  );
};

export const orgComponent = (state: OrgState, type: MetadataType, fullName: string): StoredComponent | undefined =>
  type.name === 'Settings'
    ? orgComponents(state, type).find((stored) => stored.fullName === fullName)
    : componentOf(state, type.name, fullName);
