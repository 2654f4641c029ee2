import type { ApexSource } from '../../apex/host.ts';
import type { OrgState } from '../../state/orgState.ts';
import { loadApex } from '../../tooling/loadApex.ts';
import { parsePage } from '../../visualforce/parsePage.ts';
import type { Candidate } from '../applyComponent.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';

/** Where a page's problems stand among those of classes. */
export const pageKey = (fullName: string): string => `page ${fullName.toLowerCase()}`;

/** What the compiler has against pages' use of the classes that they name, by `pageKey`. */
export const compilePages = async (
  state: OrgState,
  classes: readonly ApexSource[],
  incoming: readonly Candidate[],
): Promise<Map<string, MetadataProblem[]>> => {
  const problems = new Map<string, MetadataProblem[]>();
  for (const { fullName, body } of incoming) {
    const page = parsePage(body ?? '');
    if ('problem' in page || !page.apex) continue;
    const problem = await (await loadApex(state)).checkPage(classes, page.apex);
    if (problem !== null) problems.set(pageKey(fullName), [problemOf('INVALID_FIELD', problem)]);
  }
  return problems;
};
