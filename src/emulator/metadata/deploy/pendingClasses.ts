import { isPending } from '../../async/abort.ts';
import { componentsOf, type StoredComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import { wordsOf } from '../wordsOf.ts';

/** The classes with those that they name, and those that these name. */
const withReferences = (classes: readonly StoredComponent[], from: StoredComponent): StoredComponent[] => {
  const found = [from];
  for (const one of found) {
    const words = wordsOf(one.body ?? '');
    found.push(...classes.filter((each) => !found.includes(each) && words.has(each.fullName.toLowerCase())));
  }
  return found;
};

const problemFor = (kind: 'schedule' | 'job', ids: readonly string[]): MetadataProblem =>
  problemOf(
    'INVALID_FIELD',
    kind === 'schedule'
      ? `This schedulable class has jobs pending or in progress - CronTrigger IDs (${ids.join(', ')})`
      : `This Apex class has batch or future jobs pending or in progress - AsyncApexJobs IDs (${ids.join(', ')})`,
  );

/**
 * L57: why classes can be neither deployed nor deleted now, by name in lower case: jobs of theirs, or of a class that
 * names them, are pending. Names are found in the source, whatever they stand for there.
 */
export const pendingClasses = (state: OrgState): Map<string, MetadataProblem[]> => {
  const problems = new Map<string, MetadataProblem[]>();
  if (state.switches.deployWithPendingJobs === 'allowed') return problems;
  const classes = componentsOf(state, 'ApexClass');
  const pending = state.asyncJobs.filter(isPending);
  for (const one of classes) {
    const own = pending.filter(({ ApexClassId }) => ApexClassId === one.id);
    if (own.length === 0) continue;
    const triggers = own.flatMap(({ CronTriggerId }) => CronTriggerId ?? []);
    const problem =
      triggers.length > 0
        ? problemFor('schedule', triggers)
        : problemFor(
            'job',
            own.map(({ Id }) => Id),
          );
    for (const { fullName } of withReferences(classes, one)) {
      const key = fullName.toLowerCase();
      problems.set(key, [...(problems.get(key) ?? []), problem]);
    }
  }
  return problems;
};
