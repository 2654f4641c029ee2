import type { StoredComponent, XmlNode } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import type { PermissionName } from '../state/permissionNames.ts';
import type { MetadataProblem } from './metadataProblem.ts';

/** Where a change comes from and under what rules it is judged. */
export type Change = {
  /** The org as it will be; given up when the change fails. */
  draft: OrgState;
  /** The org as it was. */
  before: OrgState;
  /** API version of the deploy or call (66). */
  version: number;
  userId: string;
  channel: 'deploy' | 'crud';
  ignoreWarnings: boolean;
};

/** A component on its way in, valid against its schema, defaults put in. */
export type Incoming = {
  fullName: string;
  xml: XmlNode;
  /** The content file: source text of Apex or Visualforce, a certificate. */
  body?: string;
  /** What the org has under that name. */
  previous?: StoredComponent;
  /** Only a part of the component came, the rest is that of `previous`. */
  isPart?: true;
};

/** All that the emulated org knows about one metadata type: a row of `types/table.ts`. */
export type MetadataType = {
  name: string;
  /** Folder in a package, and suffix without dot (platform-facts §2.1). */
  directory: string;
  suffix: string;
  /** The content stands in a file of its own beside a `-meta.xml`. */
  metaFile?: true;
  idPrefix: string;
  /**
   * User permissions of which one is needed to change such components, besides access to the Metadata API (which says
   * that a user must be allowed to use what he modifies; which permission is an inference from platform-facts §14).
   */
  needs: readonly PermissionName[];
  /** Root element of the file, where it is not the type's name; the schema knows the type by it. */
  rootElement?: string;
  /** Values of elements that are left out. */
  defaults?: Readonly<Record<string, string>>;
  /** Elements that are components themselves, by `fullName`: a file that leaves one out takes nothing away. */
  parts?: readonly string[];
  check?: (incoming: Incoming, change: Change) => readonly MetadataProblem[];
  /** What is kept as the content of a type with a content file; what came, unless said. */
  content?: (incoming: Incoming & { body: string }, change: Change) => string;
  /** What is kept of the XML: without secrets and with what the org generates. */
  keep?: (incoming: Incoming, change: Change) => XmlNode;
  /** After it is stored. */
  applied?: (stored: StoredComponent, incoming: Incoming, change: Change) => void;
  /** What a retrieve shows; the kept XML unless said. */
  show?: (state: OrgState, stored: StoredComponent) => XmlNode;
  /** Names of what still needs it, which keeps it from being deleted (L52). */
  usedBy?: (draft: OrgState, stored: StoredComponent) => readonly string[];
  /** What goes with it when it is deleted. */
  dropped?: (draft: OrgState, stored: StoredComponent) => void;
};
