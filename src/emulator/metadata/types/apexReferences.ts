import { componentsOf, storeComponent, type StoredComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { omit } from '../schema/xmlNode.ts';
import { wordsOf } from '../wordsOf.ts';

/** Classes and triggers that name a component, whatever the name stands for there (L52). */
export const apexNaming = (draft: OrgState, { fullName }: Pick<StoredComponent, 'fullName'>): string[] =>
  (['Class', 'Trigger'] as const).flatMap((kind) =>
    componentsOf(draft, `Apex${kind}`)
      .filter(({ body }) => wordsOf(body ?? '').has(fullName.toLowerCase()))
      .map((one) => `Apex ${kind} ${one.fullName}`),
  );

/** What permission sets say of a component goes with it: an access keeps nothing from being deleted. */
export const dropAccesses = (
  draft: OrgState,
  element: string,
  field: string,
  { fullName }: Pick<StoredComponent, 'fullName'>,
): void => {
  for (const set of componentsOf(draft, 'PermissionSet')) {
    const entries = set.xml.children[element] ?? [];
    const left = entries.filter(({ children }) => children[field]?.[0]?.text.toLowerCase() !== fullName.toLowerCase());
    if (left.length === entries.length) continue;
    const children = left.length === 0 ? omit(set.xml.children, [element]) : { ...set.xml.children, [element]: left };
    storeComponent(draft, { ...set, xml: { ...set.xml, children } });
  }
};
