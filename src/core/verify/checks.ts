/** One kind of proving callout. SelfCalloutProbe makes it; its id is the same there. */
export type Check = {
  id: string;
  api: string;
  httpMethod: 'GET' | 'POST';
  /** The answer names an org, which has to be this one. */
  namesOrg: boolean;
  /** Needs a permission that a least-privilege run-as user lacks: a 403 is neither green nor red (L65). */
  mayBeNotGranted: boolean;
  /** Shows what the bare session id gives. */
  control: boolean;
};

const loopback = (id: string, api: string, httpMethod: 'GET' | 'POST', namesOrg: boolean): Check => ({
  id,
  api,
  httpMethod,
  namesOrg,
  mayBeNotGranted: !namesOrg,
  control: false,
});

/** All checks, in the order of the report. None changes data. */
export const CHECKS: readonly Check[] = [
  loopback('restQuery', 'REST query', 'GET', true),
  loopback('userInfo', 'OAuth userinfo', 'GET', true),
  loopback('compositeBatch', 'REST composite', 'POST', true),
  loopback('limits', 'REST limits', 'GET', false),
  loopback('toolingQuery', 'Tooling query', 'GET', false),
  { id: 'sessionId', api: 'REST query', httpMethod: 'GET', namesOrg: false, mayBeNotGranted: false, control: true },
];
