import type { OrgState, Row } from './orgState.ts';
import { emptyVault } from './vault.ts';

/** What a sandbox is made of: the org it copies, and its name, which ends usernames (`admin@x.example.dev`). */
export type SandboxOf = { source: OrgState; name: string };

/**
 * L66: makes a new org the sandbox of another as a refresh leaves it. Metadata and users come over, named credentials
 * with the source's URLs; the org's id and address are its own, app credentials are new, and no secret, token, password
 * or session comes along.
 */
export const refreshSandbox = (sandbox: OrgState, { source, name }: SandboxOf): void => {
  const rename = (row: Row): Row => ({ ...row, Username: `${String(row['Username'])}.${name}` });
  // Ids go on where the source's end, so that none comes twice.
  sandbox.newId = source.newId;
  sandbox.org = {
    ...sandbox.org,
    id: source.newId('00D'),
    name: source.org.name,
    edition: 'sandbox',
  };
  sandbox.records = new Map(
    [...source.records].map(([object, rows]) => [object, object === 'User' ? rows.map(rename) : [...rows]]),
  );
  sandbox.components = new Map(source.components);
  sandbox.consumers = source.consumers.map((consumer) => ({
    ...consumer,
    key: sandbox.newSecret(85),
    secret: sandbox.newSecret(64),
  }));
  sandbox.credentials = [];
  sandbox.vault = { ...emptyVault(), burntSuffixes: new Set(source.vault.burntSuffixes) };
};
