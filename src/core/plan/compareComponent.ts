import type { Component } from '../components.ts';
import type { OrgComponent } from '../facts.ts';
import { parseMetadata, printMetadata, type XmlElement } from '../xml/xmlElement.ts';
import { contains } from './contains.ts';
import { GENERATED_BY_ORG } from './generatedByOrg.ts';
import { mergePermissionSet } from './mergePermissionSet.ts';

/** How a component of the org compares with the desired one; `component` is what to deploy when they differ. */
export type Comparison = { same: boolean; component: Component; keptFromOrg: readonly string[] };

/**
 * Elements whose value is the org's affair once it has one: the contact, and labels of records that the org made itself
 * (L03).
 */
const LEFT_TO_ORG: Readonly<Record<string, string>> = {
  ExternalClientApplication: 'contactEmail',
  ConnectedApp: 'contactEmail',
  ExtlClntAppOauthSettings: 'label',
  ExtlClntAppOauthConfigurablePolicies: 'label',
  ExtlClntAppConfigurablePolicies: 'label',
};

/**
 * Elements that are set once and never again: a deploy over an existing Connected App must not hold them (L02), and what a
 * retrieve gives of an Auth Provider's is a placeholder (L12).
 */
const SET_ONCE: ReadonlySet<string> = new Set(['AuthProvider', 'ConnectedApp']);

const withoutPair = (element: XmlElement): XmlElement => ({
  ...element,
  children: element.children.filter(({ name }) => name !== 'consumerKey' && name !== 'consumerSecret').map(withoutPair),
});

const childNamed = (element: XmlElement, name: string | undefined): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** `desired` with what is left to the org as the org has it; `desired` itself when there is nothing of the kind. */
const withOrgValues = (type: string, desired: XmlElement, found: XmlElement): XmlElement => {
  const kept = childNamed(found, LEFT_TO_ORG[type]);
  // A deploy over the existing component repeats it (platform-facts §14).
  const generated = childNamed(found, GENERATED_BY_ORG[type]);
  const children = desired.children.map((child) => (kept?.name === child.name && kept.text !== '' ? kept : child));
  if (generated !== undefined) {
    // Both generated elements come after every element of ours in the schema.
    return { ...desired, children: [...children, generated] };
  }
  return children.some((child, index) => child !== desired.children[index]) ? { ...desired, children } : desired;
};

const withXml = (component: Component, path: string, root: XmlElement): Component => ({
  ...component,
  files: new Map([...component.files, [path, printMetadata(root)]]),
});

const sameLines = (a: string, b: string): boolean => {
  const lines = (text: string): string =>
    text
      .replace(/[ \t]+$/gm, '')
      .replace(/\r\n?/g, '\n')
      .trimEnd();
  return lines(a) === lines(b);
};

/** The component as a deploy over the existing one takes it: without key and secret, which the app keeps (L74). */
export const keepingPair = (component: Component): Component =>
  [...component.files].reduce((kept, [path, xml]) => withXml(kept, path, withoutPair(parseMetadata(xml))), component);

/** Compares the desired component, its placeholders filled, with what the org has of it. */
export const compareComponent = (desired: Component, found: OrgComponent): Comparison => {
  const [path, xml] = [...desired.files].find(([file]) => file.endsWith('-meta.xml')) ?? ['', ''];
  const [ours, theirs] = [parseMetadata(xml), parseMetadata(found.xml)];
  if (desired.type === 'PermissionSet') {
    const { merged, kept } = mergePermissionSet(ours, theirs);
    return { same: contains(theirs, merged), component: withXml(desired, path, merged), keptFromOrg: kept };
  }
  // The org made its key pair, and another deploy would make another one (platform-facts §9).
  if (desired.type === 'Certificate') return { same: true, component: desired, keptFromOrg: [] };
  if (SET_ONCE.has(desired.type)) {
    const wanted = withOrgValues(desired.type, withoutPair(ours), theirs);
    // An Auth Provider with endpoints and scopes must name key and secret with them (L14).
    const component = desired.type === 'ConnectedApp' ? withXml(desired, path, wanted) : desired;
    return { same: contains(theirs, wanted), component, keptFromOrg: [] };
  }
  const body = [...desired.files].find(([file]) => !file.endsWith('-meta.xml'))?.[1];
  const sameBody = body === undefined || sameLines(body, found.body ?? '');
  const wanted = withOrgValues(desired.type, ours, theirs);
  return {
    same: sameBody && contains(theirs, wanted),
    component: wanted === ours ? desired : withXml(desired, path, wanted),
    keptFromOrg: [],
  };
};
