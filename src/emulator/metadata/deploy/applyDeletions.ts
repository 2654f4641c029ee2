import { componentOf, dropComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { copyOrg } from '../copyOrg.ts';
import { mayChange } from '../mayChange.ts';
import { forbiddenProblem, notEmulatedProblem, type MetadataProblem } from '../metadataProblem.ts';
import type { Change } from '../metadataType.ts';
import { pathOf } from '../componentFiles.ts';
import { removeComponent } from '../removeComponent.ts';
import { customObject } from '../types/customObject.ts';
import { METADATA_TYPES, metadataType } from '../types/table.ts';
import { failureMessage, successMessage, type DeployMessage, type Subject } from './deployMessage.ts';
import type { Member } from './manifest.ts';
import { removeField } from './removeField.ts';

const remove = (
  { type: typeName, fullName }: Member,
  change: Change,
  prefix: string,
  apexProblems: ReadonlyMap<string, readonly MetadataProblem[]>,
  judge: OrgState,
): DeployMessage[] => {
  if (typeName === 'CustomField') {
    const fileName = prefix + pathOf(customObject, fullName.split('.')[0] ?? '');
    return removeField({ componentType: typeName, fullName, fileName }, change, judge);
  }
  const type = metadataType(typeName);
  const at = change.draft.now();
  const fileName = type ? prefix + pathOf(type, fullName) : '';
  const subject: Subject = { componentType: typeName, fullName, fileName };
  if (!type) return [failureMessage(subject, at, notEmulatedProblem(`Metadata type ${typeName}`))];
  if (type.name === 'Settings') return [failureMessage(subject, at, notEmulatedProblem('deleting Settings'))];
  if (!mayChange(change.draft, change.userId, type)) return [failureMessage(subject, at, forbiddenProblem(typeName))];
  const broken = type.name === 'ApexClass' ? apexProblems.get(fullName.toLowerCase()) : undefined;
  if (broken) return broken.map((problem) => failureMessage(subject, at, problem));
  const outcome = removeComponent(type, fullName, change.draft, judge);
  if ('problem' in outcome) return [failureMessage(subject, at, outcome.problem)];
  if ('removed' in outcome) return [successMessage(subject, at, { id: outcome.removed.id, deleted: true })];
  return [successMessage(subject, at, { warning: `No ${typeName} named: ${fullName} found` })];
};

/** The org less all that goes together, which so may need each other: a class names a page, and the page the class. */
const orgWithout = (members: readonly Member[], draft: OrgState): OrgState => {
  const judge = copyOrg(draft, draft.now());
  for (const { type: typeName, fullName } of members) {
    const [type, stored] = [metadataType(typeName), componentOf(judge, typeName, fullName)];
    if (!type || !stored) continue;
    type.dropped?.(judge, stored);
    dropComponent(judge, typeName, fullName);
  }
  return judge;
};

/** Takes out what a destructive manifest names: what refers to something goes before it, whatever order they stand in. */
export const applyDeletions = (
  members: readonly Member[],
  change: Change,
  prefix: string,
  apexProblems: ReadonlyMap<string, readonly MetadataProblem[]>,
): DeployMessage[] => {
  const { draft } = change;
  const judge = draft.switches.destructiveMix === 'refused' ? copyOrg(draft, draft.now()) : orgWithout(members, draft);
  const order = new Map(METADATA_TYPES.map((type, index) => [type.name, index]));
  return members
    .toSorted((a, b) => (order.get(b.type) ?? -1) - (order.get(a.type) ?? -1))
    .flatMap((member) => remove(member, change, prefix, apexProblems, judge));
};
