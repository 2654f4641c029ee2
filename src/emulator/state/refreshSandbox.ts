import { withValues } from '../metadata/schema/xmlNode.ts';
import { textOf, type StoredComponent } from './components.ts';
import type { OrgState, Row } from './orgState.ts';
import { emptyVault } from './vault.ts';

/** What a sandbox is made of: the org it copies, and its name, which ends usernames (`admin@x.example.dev`). */
export type SandboxOf = { source: OrgState; name: string };

/** Elements that refer to a user, whom the org knows by id: they show the user's new name. What is text stays (JWT claims). */
const USER_ELEMENTS = ['clientCredentialsFlowUser', 'executeHandlerAs', 'executionUser'];

const withUsers = (component: StoredComponent, usernames: ReadonlyMap<unknown, unknown>): StoredComponent => {
  const renamed = USER_ELEMENTS.flatMap((element): Array<[string, string]> => {
    const username = usernames.get(textOf(component.xml, element));
    return typeof username === 'string' ? [[element, username]] : [];
  });
  return renamed.length === 0
    ? component
    : { ...component, xml: withValues(component.xml, Object.fromEntries(renamed)) };
};

/**
 * L66: makes a new org the sandbox of another as a refresh leaves it. Metadata and users come over, named credentials
 * with the source's URLs; the org's id and address are its own, app credentials are new, and no secret, token, password
 * or session comes along.
 */
export const refreshSandbox = (sandbox: OrgState, { source, name }: SandboxOf): void => {
  // The platform's own users have names of the org's making.
  const rename = (row: Row): Row =>
    row['UserType'] === 'Standard' ? { ...row, Username: `${String(row['Username'])}.${name}` } : { ...row };
  const usernames = new Map(
    (source.records.get('User') ?? []).map((row) => [row['Username'], rename(row)['Username']]),
  );
  // Ids go on where the source's end, so that none comes twice.
  sandbox.newId = source.newId;
  sandbox.org = {
    ...sandbox.org,
    id: source.newId('00D'),
    name: source.org.name,
    edition: 'sandbox',
    sandboxName: name,
  };
  // A record that belongs to the org belongs to the new one.
  const copy = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([field, value]) => [field, value === source.org.id ? sandbox.org.id : value]),
    );
  sandbox.records = new Map(
    [...source.records].map(([object, rows]) => [object, rows.map(object === 'User' ? rename : copy)]),
  );
  sandbox.components = new Map(
    [...source.components].map(([key, component]) => [key, withUsers(component, usernames)]),
  );
  sandbox.consumers = source.consumers.map((consumer) => ({
    ...consumer,
    key: sandbox.newSecret(85),
    secret: sandbox.newSecret(64),
  }));
  sandbox.credentials = [];
  sandbox.vault = { ...emptyVault(), burntSuffixes: new Set(source.vault.burntSuffixes) };
};
