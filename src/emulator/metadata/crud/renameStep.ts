import { componentOf, componentsOf, dropComponent, storeComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { apexSources } from '../../tooling/apexSources.ts';
import { loadApex } from '../../tooling/loadApex.ts';
import { copyOrg } from '../copyOrg.ts';
import { mayChange } from '../mayChange.ts';
import { forbiddenProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, MetadataType } from '../metadataType.ts';
import { withValues } from '../schema/xmlNode.ts';
import { REFERENCES, withName } from './references.ts';
import { MOVES } from './renameState.ts';
import type { Step } from './runSteps.ts';

/** Values that the org makes itself from the name. */
const OWN = { orgScopedExternalApp: undefined, oauthLink: undefined };

/** What the type's own rules have against the new name that they do not have against the old one. */
const nameProblems = (type: MetadataType, from: string, to: string, change: Change): MetadataProblem[] => {
  const stored = componentOf(change.draft, type.name, from);
  if (!stored) return [];
  // It must not be taken for another one of that kind.
  dropComponent(change.draft, type.name, from);
  const { body } = stored;
  const incoming = { xml: withValues(stored.xml, OWN), previous: stored, ...(body === undefined ? {} : { body }) };
  const known = new Set(
    (type.check?.({ ...incoming, fullName: stored.fullName }, change) ?? []).map((each) => each.problem),
  );
  return (type.check?.({ ...incoming, fullName: to }, change) ?? []).filter(({ problem }) => !known.has(problem));
};

const presenceProblems = (type: MetadataType, from: string, to: string, state: OrgState): MetadataProblem[] => {
  const stored = componentOf(state, type.name, from);
  if (!stored) return [problemOf('INVALID_CROSS_REFERENCE_KEY', `no ${type.name} named ${from} found`)];
  const other = componentOf(state, type.name, to);
  if (other && other !== stored) {
    return [problemOf('DUPLICATE_DEVELOPER_NAME', `The name ${to} is already in use.`)];
  }
  // L13: a suffix is given once.
  return type.name === 'AuthProvider' && !other && state.vault.burntSuffixes.has(to.toLowerCase())
    ? [problemOf('DUPLICATE_VALUE', 'This URL Suffix already exists or has been previously used')]
    : [];
};

const rename = (type: MetadataType, from: string, to: string, change: Change): void => {
  const { draft } = change;
  const stored = componentOf(draft, type.name, from);
  if (!stored) return;
  dropComponent(draft, type.name, from);
  const xml = type.keep?.({ fullName: to, xml: stored.xml, previous: stored }, change) ?? stored.xml;
  storeComponent(draft, {
    ...stored,
    fullName: to,
    xml,
    lastModifiedDate: draft.now(),
    lastModifiedById: change.userId,
  });
  for (const place of REFERENCES[type.name] ?? []) {
    for (const each of componentsOf(draft, place.by)) {
      storeComponent(draft, { ...each, xml: withName(each.xml, place, stored.fullName, to) });
    }
  }
  MOVES[type.name]?.(draft, stored.fullName, to);
};

/** Apex names its types in its source, where no name changes by itself: what no longer compiles keeps the old name. */
const compileProblems = async (state: OrgState): Promise<MetadataProblem[]> => {
  const sources = apexSources(state);
  if (sources.length === 0) return [];
  const found = await (await loadApex(state)).checkClasses(sources, new Set(sources.map(({ name }) => name)));
  return [...found].flatMap(([name, problems]) =>
    problems.map(({ message }) => problemOf('INVALID_FIELD', `Class ${name} : ${message}`)),
  );
};

/** Gives one component another name. What refers to it by metadata goes on to; what the org keeps for it stays its own. */
export const renameStep = (
  type: MetadataType,
  from: string,
  to: string,
  change: Omit<Change, 'draft' | 'before'>,
): Step => ({
  fullName: from,
  judge: async (state) => {
    if (!mayChange(state, change.userId, type)) return [forbiddenProblem(type.name)];
    const presence = presenceProblems(type, from, to, state);
    if (presence.length > 0) return presence;
    const copy = (): Change => ({ ...change, before: state, draft: copyOrg(state, state.now()) });
    const named = nameProblems(type, from, to, copy());
    if (named.length > 0) return named;
    const tried = copy();
    rename(type, from, to, tried);
    return compileProblems(tried.draft);
  },
  change: (given) => {
    rename(type, from, to, given);
    return { fullName: to, created: false, problems: [] };
  },
});
