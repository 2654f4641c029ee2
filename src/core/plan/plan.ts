import type { MetadataName } from '../metadataName.ts';
import type { Component } from '../components.ts';

export type PlannedChange = 'created' | 'changed' | 'unchanged' | 'blocked';

/** One component of the loopback and what is to become of it. */
export type PlannedComponent = {
  /** With the org's values in its files and under the name that it has in this org. */
  component: Component;
  change: PlannedChange;
  /** Why it is blocked: a failure kind of messages/failures.md. */
  problem?: string;
  law?: string;
  /** What administrators added in the org and the deploy keeps (permission sets). */
  keptFromOrg: readonly string[];
};

/**
 * Where key and secret of the app come from; whoever walks the plan gets them before the first step that needs them.
 * `new`: made now. `readBack`: the app's own, both (L11). `readKey`: the app's own key alone. `none`: no step needs them.
 */
export type PairSource = 'none' | 'new' | 'readBack' | 'readKey';

/** What is deployed together. */
export type DeployGroup = 'certificate' | 'appUsers' | 'credentialSide' | 'app';

/**
 * One thing that a set-up does. Placeholders that still stand in a deploy's files are those of values that come into being
 * on the way: consumer key, consumer secret, certificate.
 */
export type Step =
  /** Apps that came from another org and whose secret nobody can have: they are deleted, and made anew (L66). */
  | { kind: 'endApps'; apps: readonly MetadataName[] }
  /** What only such an app used; it may be in use by others, and then stays. */
  | { kind: 'endLeft'; members: readonly MetadataName[] }
  /** An Auth Provider gets this org's addresses by Metadata CRUD, which leaves its secret as it is (L12). */
  | { kind: 'moveProvider'; component: Component }
  /** A check-only deploy before anything is changed: most orgs refuse to create a Connected App (L01). */
  | { kind: 'tryDeploy'; components: readonly Component[] }
  /** One deploy, all or nothing; there is no such step where nothing differs. */
  | { kind: 'deploy'; group: DeployGroup; components: readonly Component[] }
  /** The PEM text of the org's own certificate, which later fills the placeholder `certificate`. */
  | { kind: 'readCertificate'; certificate: string }
  /** Ids of users who lack the permission set; may be empty for the loopback's own, which others may be added to. */
  | { kind: 'assign'; permissionSet: string; userIds: readonly string[] }
  /** Key and secret go to the external credential or to the identity provider, through Connect (L24, L25). */
  | { kind: 'storePair'; in: 'externalCredential' | 'identityProvider'; fullName: string; exists: boolean }
  /** Key, secret, username and password go into the org-wide record of the hierarchy custom setting. */
  | { kind: 'storeLogin'; customSetting: string; exists: boolean }
  /** Waits until the org's endpoints know the new key (L10). */
  | { kind: 'propagation' }
  /**
   * `connect`: the consent URL is asked for, opened and waited for (L26). `byHand`: somebody edits and saves it (L28);
   * `isUnknown`: whether somebody has, only a callout shows.
   */
  | { kind: 'consent'; how: 'connect' | 'byHand'; credential: string; isUnknown?: true };

/** What a set-up has to do, as data; `stages/` walks the steps. */
export type Plan = {
  components: readonly PlannedComponent[];
  /** Components of the org that another method of this loopback left, ours and of no more use; nothing removes them. */
  superfluous: readonly MetadataName[];
  pair: PairSource;
  /**
   * In the order that loses no secret (platform-facts §14):
   * - client-credentials: credential side → assign → storePair → app → propagation
   * - identity-provider: the same, then consent
   * - auth-provider: app with the Auth Provider, both with key and secret → credential side → assign → propagation → consent
   * - jwt-bearer: certificate → readCertificate → app users' permission set → assign it → app → credential side → assign →
   *   propagation
   * - username-password: credential side → assign → storeLogin → app → propagation
   * - visualforce: credential side (the page is part of it) → assign
   * A Connected App that is to be created is tried first, whatever the method. Where parts of the loopback belong to another
   * org (`repair.ts`), apps that cannot stay end before all else, and the app comes before the credential side: the
   * credential leads to the other org until the rest is done, so that a second run sees what a killed one was about.
   */
  steps: readonly Step[];
};

/** The components of one deploy of the plan; none where it has no such deploy. */
export const deployed = ({ steps }: Plan, group: DeployGroup): readonly Component[] =>
  steps.flatMap((step) => (step.kind === 'deploy' && step.group === group ? step.components : []));
