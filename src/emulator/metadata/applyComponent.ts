import { componentOf, storeComponent, type StoredComponent, type XmlNode } from '../state/components.ts';
import type { XmlElement } from '../soap/parseXml.ts';
import { incomingXml } from './incomingXml.ts';
import { forbiddenProblem, problemOf, type MetadataProblem } from './metadataProblem.ts';
import type { Change, Incoming, MetadataType } from './metadataType.ts';
import { mayChange } from './mayChange.ts';
import { isKnownAt } from './schema/elementRule.ts';
import { isSameNode } from './schema/isSameNode.ts';
import { versionsOf } from './schema/rulesOf.ts';
import { validateElement } from './schema/validateElement.ts';

/** A component as a file or a CRUD call brings it. */
export type Candidate = {
  type: MetadataType;
  fullName: string;
  element: XmlElement;
  body?: string;
  /** The element holds a part of the component alone: one field of an object. The rest stays as it is. */
  isPart?: true;
};

export type Applied =
  { stored: StoredComponent; created: boolean; changed: boolean } | { problems: readonly MetadataProblem[] };

const store = (incoming: Incoming, xml: XmlNode, type: MetadataType, change: Change): StoredComponent => {
  const { draft, userId, version } = change;
  const { previous } = incoming;
  const given = incoming.body;
  const body = given === undefined ? undefined : (type.content?.({ ...incoming, body: given }, change) ?? given);
  const stored: StoredComponent = {
    id: previous?.id ?? draft.newId(type.idPrefix),
    type: type.name,
    fullName: previous?.fullName ?? incoming.fullName,
    xml,
    files: new Map(),
    ...(body === undefined ? {} : { body }),
    apiVersion: xml.children['apiVersion']?.[0]?.text ?? `${version}.0`,
    createdDate: previous?.createdDate ?? draft.now(),
    lastModifiedDate: draft.now(),
    createdById: previous?.createdById ?? userId,
    lastModifiedById: userId,
  };
  storeComponent(draft, stored);
  return stored;
};

const isUnchanged = (previous: StoredComponent | undefined, stored: StoredComponent): boolean =>
  previous !== undefined && isSameNode(previous.xml, stored.xml) && previous.body === stored.body;

/** Judges one component and, when nothing is wrong with it, puts it into the draft. */
export const applyComponent = (candidate: Candidate, change: Change): Applied => {
  const { type, fullName, element, body } = candidate;
  if (!mayChange(change.draft, change.userId, type)) return { problems: [forbiddenProblem(type.name)] };
  const schemaType = type.rootElement ?? type.name;
  if (!isKnownAt(versionsOf(schemaType), change.version)) {
    return { problems: [problemOf('INVALID_TYPE', `Unknown type name '${type.name}' specified in package.xml`)] };
  }
  const misshapen = validateElement(element, schemaType, change.version);
  if (misshapen.length > 0) return { problems: misshapen };
  const previous = componentOf(change.draft, type.name, fullName);
  const incoming: Incoming = {
    fullName,
    xml: incomingXml(candidate, previous, change.channel),
    ...(body === undefined ? {} : { body }),
    ...(previous ? { previous } : {}),
    ...(candidate.isPart ? { isPart: true } : {}),
  };
  if (type.metaFile && body === undefined) {
    return { problems: [problemOf('REQUIRED_FIELD_MISSING', 'Required field is missing: content')] };
  }
  const problems = type.check?.(incoming, change) ?? [];
  if (problems.some((problem) => !(problem.warning && change.ignoreWarnings))) return { problems };
  const xml = type.keep?.(incoming, change) ?? incoming.xml;
  const stored = store(incoming, xml, type, change);
  type.applied?.(stored, incoming, change);
  return { stored, created: !previous, changed: !isUnchanged(previous, stored) };
};
