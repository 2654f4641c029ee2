import { componentsOf, textOf } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';

/** Apps that are approved for the users of a permission set (L60). */
export const appsApproving = (draft: OrgState, permissionSet: string): string[] => {
  const isIt = (name: string): boolean => name.trim().toLowerCase() === permissionSet.toLowerCase();
  const policies = componentsOf(draft, 'ExtlClntAppOauthConfigurablePolicies')
    .filter(({ xml }) => (textOf(xml, 'commaSeparatedPermissionSet') ?? '').split(',').some(isIt))
    .map(({ xml }) => `External Client App ${textOf(xml, 'externalClientApplication') ?? ''}`);
  const connected = componentsOf(draft, 'ConnectedApp')
    .filter(({ xml }) => (xml.children['permissionSetName'] ?? []).some(({ text }) => isIt(text)))
    .map(({ fullName }) => `Connected App ${fullName}`);
  return [...policies, ...connected];
};
