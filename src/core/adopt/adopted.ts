/**
 * What of a hand-made loopback can be taken over, by metadata type. `ExternalCredentialPrincipal` is spelled as permission
 * sets spell it: `Credential-Principal`. `SessionIdEnd` is no component, but what the page writes right behind a
 * session id, and the fields are those of the custom setting, by the part of the login that they hold.
 */
export const ADOPTED_TYPES = [
  'NamedCredential',
  'ExternalCredential',
  'ExternalCredentialPrincipal',
  'AuthProvider',
  'ExternalAuthIdentityProvider',
  'Certificate',
  'ApexPage',
  'SessionIdEnd',
  'CustomObject',
  'ConsumerKeyField',
  'ConsumerSecretField',
  'UsernameField',
  'PasswordField',
  'SecurityTokenField',
  'ExternalClientApplication',
  'ConnectedApp',
] as const;

export type AdoptedType = (typeof ADOPTED_TYPES)[number];

/** Names of the hand-made components that a loopback uses in the place of its own: none of them is ever changed. */
export type Adopted = Readonly<Partial<Record<AdoptedType, string>>>;

/** One by one, in the order of the types. */
export const adoptedMembers = (adopted: Adopted): Array<{ type: AdoptedType; fullName: string }> =>
  ADOPTED_TYPES.flatMap((type) => {
    const fullName = adopted[type];
    return fullName === undefined ? [] : [{ type, fullName }];
  });

/** Those that are components of the org. */
export const adoptedComponents = (adopted: Adopted): Array<{ type: AdoptedType; fullName: string }> =>
  adoptedMembers(adopted).filter(({ type }) => type !== 'SessionIdEnd' && !type.endsWith('Field'));

/** What the app of the loopback is called, where that is known. */
export const adoptedApp = (adopted: Adopted): string | undefined =>
  adopted.ExternalClientApplication ?? adopted.ConnectedApp;

/** Name of the principal, without its credential's. */
export const adoptedPrincipal = ({ ExternalCredentialPrincipal: principal = '' }: Adopted): string =>
  principal.slice(principal.indexOf('-') + 1);
