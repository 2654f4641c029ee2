import type { OrgState } from './orgState.ts';

/** One element of parsed metadata XML: text, or elements by name, each a list in document order. */
export type XmlNode = { text: string; children: Record<string, XmlNode[]>; line: number };

export type StoredComponent = {
  id: string;
  type: string;
  fullName: string;
  /** Parsed metadata XML (of an Apex class: its -meta.xml). */
  xml: XmlNode;
  /** The files as deployed, by path in the zip (`classes/X.cls`), without secrets. */
  files: Map<string, Uint8Array>;
  /** Source text of Apex. */
  body?: string;
  apiVersion: string;
  createdDate: number;
  lastModifiedDate: number;
  createdById: string;
  lastModifiedById: string;
};

const keyOf = (type: string, fullName: string): string => `${type}/${fullName}`.toLowerCase();

/** Names are unique regardless of case, as in a real org. */
export const componentOf = (state: OrgState, type: string, fullName: string): StoredComponent | undefined =>
  state.components.get(keyOf(type, fullName));

export const componentsOf = (state: OrgState, type: string): StoredComponent[] =>
  [...state.components.values()].filter((component) => component.type === type);

export const storeComponent = (state: OrgState, component: StoredComponent): void => {
  state.components.set(keyOf(component.type, component.fullName), component);
};

export const dropComponent = (state: OrgState, type: string, fullName: string): boolean =>
  state.components.delete(keyOf(type, fullName));

/** Text of the first element of that name below `node`, or undefined. */
export const textOf = (node: XmlNode, name: string): string | undefined => node.children[name]?.[0]?.text;
