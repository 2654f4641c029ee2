import { crossReference } from '../metadataProblem.ts';
import type { MetadataType } from '../metadataType.ts';
import { dropApp } from '../apps/dropApp.ts';
import { withValues } from '../schema/xmlNode.ts';
import { textOf } from '../../state/components.ts';
import { developerNameProblems } from './developerName.ts';

/** The app itself; its satellites name it (platform-facts §2). */
export const externalClientApplication: MetadataType = {
  name: 'ExternalClientApplication',
  directory: 'externalClientApps',
  suffix: 'eca',
  idPrefix: '0xI',
  needs: ['ExternalClientAppDeveloper', 'ExternalClientAppAdmin'],
  defaults: { distributionState: 'Local', isProtected: 'false' },
  // L05: the link is the org's own; one of another org, or to an app that is not there yet, dangles.
  check: ({ fullName, xml, previous }, { draft }) => {
    const given = textOf(xml, 'orgScopedExternalApp');
    const dangles = given !== undefined && (!previous || given !== `${draft.org.id}:${fullName}`);
    return [
      ...developerNameProblems('External Client Application', fullName),
      ...(dangles ? [crossReference('orgScopedExternalApp', 'ExternalClientApplication', given)] : []),
    ];
  },
  keep: ({ fullName, xml }, { draft }) => withValues(xml, { orgScopedExternalApp: `${draft.org.id}:${fullName}` }),
  dropped: (draft, stored) => dropApp(draft, stored.fullName),
};
