/** One kind of proving callout. SelfCalloutProbe makes it; its id is the same there. */
export type Check = {
  id: string;
  /** What `--api` calls it; controls have none. */
  flag?: string;
  api: string;
  /** Heading of its column, and where there is little room. */
  column: string;
  short: string;
  httpMethod: 'GET' | 'POST';
  /** The answer names an org, which has to be this one. */
  namesOrg: boolean;
  /** Needs a permission that a least-privilege run-as user lacks: its refusal is neither green nor red (L65). */
  mayBeNotGranted: boolean;
  /** Shows what the bare session id gives. */
  control: boolean;
};

const loopback = (
  flag: string,
  id: string,
  api: string,
  [column, short]: readonly [string, string],
  httpMethod: 'GET' | 'POST',
  kind: 'proof' | 'more' = 'more',
): Check => ({
  id,
  flag,
  api,
  column,
  short,
  httpMethod,
  namesOrg: kind === 'proof',
  mayBeNotGranted: kind === 'more',
  control: false,
});

const control = (
  id: string,
  api: string,
  [column, short]: readonly [string, string],
  httpMethod: 'GET' | 'POST',
): Check => ({
  id,
  api,
  column,
  short,
  httpMethod,
  namesOrg: false,
  mayBeNotGranted: false,
  control: true,
});

/** All checks, in the order of the report. None changes data. */
export const CHECKS: readonly Check[] = [
  loopback('rest-get', 'restQuery', 'REST query', ['GET', 'GET'], 'GET', 'proof'),
  loopback('rest-get', 'userInfo', 'OAuth userinfo', ['user', 'user'], 'GET', 'proof'),
  loopback('rest-post', 'compositeBatch', 'REST composite', ['POST', 'POST'], 'POST', 'proof'),
  loopback('limits', 'limits', 'REST limits', ['limits', 'lim'], 'GET'),
  loopback('tooling', 'toolingQuery', 'Tooling query', ['Tooling', 'tool'], 'GET'),
  loopback('soap-metadata', 'soapMetadata', 'SOAP Metadata', ['Metadata', 'meta'], 'POST'),
  loopback('soap-partner', 'soapPartner', 'SOAP partner', ['partner', 'part'], 'POST', 'proof'),
  loopback('ui-api', 'uiApi', 'UI API', ['UI API', 'UI'], 'GET'),
  loopback('graphql', 'graphql', 'GraphQL', ['GraphQL', 'GQL'], 'POST'),
  control('sessionId', 'REST query', ['REST', 'R'], 'GET'),
  control('sessionIdSoap', 'SOAP partner', ['SOAP', 'S'], 'POST'),
];

/** What `--api` takes. */
export const API_FLAGS: readonly string[] = [...new Set(CHECKS.flatMap(({ flag }) => flag ?? []))];

/** The checks of the APIs that were chosen, and the controls, always. */
export const checksOf = (apis: readonly string[]): readonly Check[] =>
  CHECKS.filter(({ flag }) => flag === undefined || apis.includes(flag));

/** What `setup` makes at its end: enough for the proof, in one request. */
export const QUICK_CHECKS: readonly Check[] = CHECKS.filter(({ id }) =>
  ['restQuery', 'userInfo', 'compositeBatch', 'limits', 'toolingQuery', 'sessionId'].includes(id),
);
