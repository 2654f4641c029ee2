import { textOf } from '../../state/components.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { apexNaming, dropAccesses } from './apexReferences.ts';
import { parsePage } from '../../visualforce/parsePage.ts';

const nameProblems = ({ fullName }: Incoming): MetadataProblem[] =>
  /^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(fullName) && fullName.length <= 40
    ? []
    : [problemOf('INVALID_FIELD', `Invalid page name: ${fullName}`)];

const versionProblems = ({ xml }: Incoming, { draft }: Change): MetadataProblem[] => {
  const version = Number(textOf(xml, 'apiVersion'));
  return version <= Number(draft.org.apiVersions.at(-1))
    ? []
    : [problemOf('INVALID_FIELD', `Invalid version specified:${version}`)];
};

const markupProblems = ({ body }: Incoming): MetadataProblem[] => {
  const page = parsePage(body ?? '');
  return 'problem' in page
    ? [{ ...problemOf('INVALID_FIELD', page.problem), line: page.line, column: page.column }]
    : [];
};

/** A Visualforce page: its markup, read when it is deployed (platform-facts §9). */
export const apexPage: MetadataType = {
  name: 'ApexPage',
  directory: 'pages',
  suffix: 'page',
  metaFile: true,
  idPrefix: '066',
  needs: ['AuthorApex', 'CustomizeApplication'],
  defaults: { availableInTouch: 'false', confirmationTokenRequired: 'false' },
  check: (incoming, change) => [
    ...nameProblems(incoming),
    ...versionProblems(incoming, change),
    ...markupProblems(incoming),
  ],
  usedBy: apexNaming,
  dropped: (draft, stored) => dropAccesses(draft, 'pageAccesses', 'apexPage', stored),
};
