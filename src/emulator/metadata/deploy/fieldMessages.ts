import { childrenOf, childText } from '../../soap/envelope.ts';
import { componentOf, textOf, type XmlNode } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import type { Candidate } from '../applyComponent.ts';
import { isSameNode } from '../schema/isSameNode.ts';
import { successMessage, type DeployMessage, type Subject } from './deployMessage.ts';

/** Names of the custom fields that an object's file brings: components of their own in a deploy's report. */
export const fieldNames = ({ type, element, isPart }: Candidate): string[] =>
  type.name === 'CustomObject' && !isPart
    ? childrenOf(element, 'fields').flatMap((field) => {
        const name = childText(field, 'fullName');
        return name?.endsWith('__c') ? [name] : [];
      })
    : [];

const fieldOf = (state: OrgState, object: string, name: string): XmlNode | undefined =>
  componentOf(state, 'CustomObject', object)?.xml.children['fields']?.find(
    (field) => textOf(field, 'fullName') === name,
  );

/** The line of an applied field. */
export const fieldMessage = (subject: Subject, before: OrgState, draft: OrgState): DeployMessage => {
  const [object = '', name = ''] = subject.fullName.split('.');
  const [was, is] = [fieldOf(before, object, name), fieldOf(draft, object, name)];
  const changed = was === undefined || is === undefined || !isSameNode(was, is);
  return successMessage(subject, draft.now(), { created: was === undefined, changed });
};

/** The lines of an applied object's fields, after that of the object. */
export const fieldMessages = (
  candidate: Candidate,
  { fileName }: Subject,
  before: OrgState,
  draft: OrgState,
): DeployMessage[] =>
  fieldNames(candidate).map((name) => {
    const subject = { componentType: 'CustomField', fullName: `${candidate.fullName}.${name}`, fileName };
    return fieldMessage(subject, before, draft);
  });
