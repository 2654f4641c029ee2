import { componentOf, dropComponent, storeComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import type { Candidate } from '../applyComponent.ts';
import { incomingXml } from '../incomingXml.ts';
import type { Member } from './manifest.ts';

/** Types whose components are types of Apex as well. */
const SEEN_BY_APEX = new Set(['ApexPage', 'CustomObject']);

/** Whether Apex knows such a component, or what it is a part of. */
export const isSeenByApex = (type: string): boolean => SEEN_BY_APEX.has(type) || type === 'CustomField';

/** The org as Apex will see it after a deploy: with the pages and custom settings that come, without those that go. */
export const orgAfter = (state: OrgState, incoming: readonly Candidate[], deleted: readonly Member[]): OrgState => {
  const after = { ...state, components: new Map(state.components) };
  for (const { type, fullName } of deleted) if (SEEN_BY_APEX.has(type)) dropComponent(after, type, fullName);
  for (const candidate of incoming) {
    const { type, fullName, body } = candidate;
    if (!SEEN_BY_APEX.has(type.name)) continue;
    storeComponent(after, {
      id: type.idPrefix,
      type: type.name,
      fullName,
      xml: incomingXml(candidate, componentOf(after, type.name, fullName), 'deploy'),
      files: new Map(),
      ...(body === undefined ? {} : { body }),
      apiVersion: '',
      createdDate: 0,
      lastModifiedDate: 0,
      createdById: '',
      lastModifiedById: '',
    });
  }
  return after;
};
