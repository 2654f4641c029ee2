import type { OrgFacts } from '../facts.ts';
import { metadataFields } from '../xml/metadataFields.ts';
import type { Plan } from './plan.ts';

/** The consumer key of the Auth Provider that the plan found in the org, which a retrieve shows (L12: the secret it does not). */
export const providerKey = ({ components: planned }: Pick<Plan, 'components'>, facts: OrgFacts): string | undefined => {
  const provider = planned.find(({ component }) => component.type === 'AuthProvider')?.component;
  const found = facts.components.get(`AuthProvider/${provider?.fullName ?? ''}`);
  return found && metadataFields(found.xml).get('consumerKey');
};
