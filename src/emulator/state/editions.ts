/** The kinds of org that differ for who deploys to them and logs in. */
export type Edition = 'developer' | 'scratch' | 'sandbox' | 'production';

/** Name of an emulated sandbox unless another is given: usernames in it end so (L66). */
export const SANDBOX_NAME = 'dev';

export type EditionRow = {
  /** `OrganizationType` of its Organization record. */
  organizationType: string;
  isSandbox: boolean;
  /** Days until it ends: only such orgs have a `TrialExpirationDate`, by which clients know a scratch org. */
  lifeDays?: number;
  /** The shared login host at which its users log in, and the audience of its JWTs (L17). */
  loginHost: 'login.salesforce.com' | 'test.salesforce.com';
  /** What stands before `.my.salesforce.com` in the My Domain of that name (platform-facts §3.4). */
  domain: (name: string, sandbox?: string) => string;
  /** L53, L50: deploys run tests, and roll back. */
  isProduction: boolean;
  /** L72 */
  privilegedLogin: 'password' | 'passkey';
};

export const EDITIONS: Readonly<Record<Edition, EditionRow>> = {
  developer: {
    organizationType: 'Developer Edition',
    isSandbox: false,
    loginHost: 'login.salesforce.com',
    domain: (name) => `${name}-dev-ed.develop`,
    isProduction: false,
    privilegedLogin: 'password',
  },
  scratch: {
    organizationType: 'Developer Edition',
    isSandbox: true,
    lifeDays: 7,
    loginHost: 'test.salesforce.com',
    domain: (name) => `${name}.scratch`,
    isProduction: false,
    privilegedLogin: 'password',
  },
  sandbox: {
    organizationType: 'Enterprise Edition',
    isSandbox: true,
    loginHost: 'test.salesforce.com',
    domain: (name, sandbox = SANDBOX_NAME) => `${name}--${sandbox}.sandbox`,
    isProduction: false,
    privilegedLogin: 'passkey',
  },
  production: {
    organizationType: 'Enterprise Edition',
    isSandbox: false,
    loginHost: 'login.salesforce.com',
    domain: (name) => name,
    isProduction: true,
    privilegedLogin: 'passkey',
  },
};
