import { componentsOf, textOf } from '../../state/components.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { parsePage } from '../../visualforce/parsePage.ts';
import { dropAccesses } from './apexReferences.ts';

const nameProblems = ({ fullName }: Incoming): MetadataProblem[] =>
  /^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(fullName) && fullName.length <= 40
    ? []
    : [problemOf('INVALID_FIELD', `Invalid class name: ${fullName}`)];

const versionProblems = ({ xml }: Incoming, { draft }: Change): MetadataProblem[] => {
  const version = Number(textOf(xml, 'apiVersion'));
  const newest = Number(draft.org.apiVersions.at(-1));
  return version <= newest ? [] : [problemOf('INVALID_FIELD', `Invalid version specified:${version}`)];
};

/** Whether a page's markup names a class as its controller or an extension of it. */
const usesClass = (markup: string, className: string): boolean => {
  const page = parsePage(markup);
  const names = 'problem' in page || !page.apex ? [] : [page.apex.controller, ...page.apex.extensions];
  return names.some((name) => name.toLowerCase() === className.toLowerCase());
};

/** Checked by the compiler besides, once all classes of a package are in (L53). */
export const apexClass: MetadataType = {
  name: 'ApexClass',
  directory: 'classes',
  suffix: 'cls',
  metaFile: true,
  idPrefix: '01p',
  needs: ['AuthorApex'],
  defaults: { status: 'Active' },
  check: (incoming, change) => [...nameProblems(incoming), ...versionProblems(incoming, change)],
  usedBy: (draft, { fullName }) => [
    ...componentsOf(draft, 'ApexPage')
      .filter(({ body }) => usesClass(body ?? '', fullName))
      .map((page) => `Visualforce Page ${page.fullName}`),
    ...componentsOf(draft, 'AuthProvider')
      .filter(({ xml }) => textOf(xml, 'plugin')?.toLowerCase() === fullName.toLowerCase())
      .map((provider) => `Auth. Provider ${provider.fullName}`),
  ],
  dropped: (draft, stored) => dropAccesses(draft, 'classAccesses', 'apexClass', stored),
};
