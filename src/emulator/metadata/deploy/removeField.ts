import { componentOf, storeComponent, textOf } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { mayChange } from '../mayChange.ts';
import { forbiddenProblem, problemOf } from '../metadataProblem.ts';
import type { Change } from '../metadataType.ts';
import { apexNaming, dropAccesses } from '../types/apexReferences.ts';
import { customObject } from '../types/customObject.ts';
import { failureMessage, successMessage, type DeployMessage, type Subject } from './deployMessage.ts';

const dropField = (draft: OrgState, object: string, field: string): boolean => {
  const stored = componentOf(draft, customObject.name, object);
  const fields = stored?.xml.children['fields'] ?? [];
  const left = fields.filter((each) => textOf(each, 'fullName')?.toLowerCase() !== field.toLowerCase());
  if (!stored || left.length === fields.length) return false;
  storeComponent(draft, { ...stored, xml: { ...stored.xml, children: { ...stored.xml.children, fields: left } } });
  const rows = draft.records.get(stored.fullName);
  const without = (row: object): object =>
    Object.fromEntries(Object.entries(row).filter(([name]) => name.toLowerCase() !== field.toLowerCase()));
  if (rows) draft.records.set(stored.fullName, rows.map(without) as typeof rows);
  dropAccesses(draft, 'fieldPermissions', 'field', { fullName: `${stored.fullName}.${field}` });
  return true;
};

/** Takes a custom field (`Object.Field`) with its values out of its object, unless Apex in `judge` names it (L52). */
export const removeField = (subject: Subject, change: Change, judge: OrgState): DeployMessage[] => {
  const { draft, userId } = change;
  const at = draft.now();
  if (!mayChange(draft, userId, customObject)) return [failureMessage(subject, at, forbiddenProblem('CustomField'))];
  const [object = '', field = ''] = subject.fullName.split('.');
  const users = apexNaming(judge, { fullName: field });
  if (users.length > 0) {
    const problem = `This CustomField is referenced elsewhere in the org and cannot be deleted: ${users.join(', ')}`;
    return [failureMessage(subject, at, problemOf('DELETE_FAILED', problem))];
  }
  const isGone = dropField(draft, object, field);
  const warning = { warning: `No CustomField named: ${subject.fullName} found` };
  return [successMessage(subject, at, isGone ? { deleted: true } : warning)];
};
