import { dropComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { consumerOf } from './consumers.ts';
import { SATELLITE_TYPES, satelliteOf } from './satellites.ts';

/** An app's satellites and its consumer go with it (platform-facts §11). */
export const dropApp = (draft: OrgState, appName: string): void => {
  for (const type of SATELLITE_TYPES) {
    const satellite = satelliteOf(draft, type, appName);
    if (satellite) dropComponent(draft, type, satellite.fullName);
  }
  const gone = consumerOf(draft, appName);
  draft.consumers = draft.consumers.filter((consumer) => consumer !== gone);
};
