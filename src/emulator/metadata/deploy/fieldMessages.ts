import { childrenOf, childText } from '../../soap/envelope.ts';
import { componentOf, textOf, type XmlNode } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import type { Candidate } from '../applyComponent.ts';
import { isSameNode } from '../schema/isSameNode.ts';
import { successMessage, type DeployMessage, type Subject } from './deployMessage.ts';

/** Names of the custom fields that an object's file brings: components of their own in a deploy's report. */
export const fieldNames = ({ type, element }: Candidate): string[] =>
  type.name === 'CustomObject'
    ? childrenOf(element, 'fields').flatMap((field) => {
        const name = childText(field, 'fullName');
        return name?.endsWith('__c') ? [name] : [];
      })
    : [];

const fieldOf = (state: OrgState, object: string, name: string): XmlNode | undefined =>
  componentOf(state, 'CustomObject', object)?.xml.children['fields']?.find(
    (field) => textOf(field, 'fullName') === name,
  );

/** The lines of an applied object's fields, after that of the object. */
export const fieldMessages = (
  candidate: Candidate,
  { fileName }: Subject,
  before: OrgState,
  draft: OrgState,
): DeployMessage[] =>
  fieldNames(candidate).map((name) => {
    const [was, is] = [fieldOf(before, candidate.fullName, name), fieldOf(draft, candidate.fullName, name)];
    return successMessage(
      { componentType: 'CustomField', fullName: `${candidate.fullName}.${name}`, fileName },
      draft.now(),
      { created: was === undefined, changed: was === undefined || is === undefined || !isSameNode(was, is) },
    );
  });
