import { endpointRows } from '../../scripts/emulator/endpointRows.ts';
import { routes } from '../../src/emulator/http/routes.ts';
import { APEX_NAMESPACE, PARTNER_NAMESPACE } from '../../src/emulator/soap/soapAnswer.ts';
import { envelope, metadataCall, packageZip } from './bodies.ts';
import type { FuzzRequest, Target } from './fuzzRequest.ts';

const V = '/services/data/v66.0';
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const XML_TYPE = { 'content-type': 'text/xml', soapaction: '""' };

type Body = string | Buffer | object;
type Row = readonly [request: string, body?: Body | undefined, headers?: Readonly<Record<string, string>>];

const soql = (text: string): string => encodeURIComponent(text);

/** REST, as clients ask it. */
const restRows = ({ userId, spareUserId }: Target): Row[] => [
  ['GET /services/data'],
  [`GET ${V}`],
  [`GET ${V}/limits`],
  [`GET ${V}/sobjects`],
  [`GET ${V}/sobjects/Account`],
  [`GET ${V}/sobjects/Account/describe`],
  [`GET ${V}/sobjects/User/${userId}`],
  [`PATCH ${V}/sobjects/Account/001Em0000000001AAA`, { Name: 'Changed' }],
  [`DELETE ${V}/sobjects/Account/001Em0000000009AAA`],
  [`POST ${V}/sobjects/Account`, { Name: 'A & B <c>' }],
  [`PATCH ${V}/sobjects/Account/Ext__c/1`, { Name: 'Upserted' }],
  [`GET ${V}/sobjects/User/${spareUserId}/password`],
  [`POST ${V}/sobjects/User/${spareUserId}/password`, { NewPassword: 'longEnough12345' }],
  [`GET ${V}/sobjects/ApexLog/07LEm0000000001/Body`],
  [
    `GET ${V}/query?q=${soql("SELECT Id, Name, (SELECT Id FROM Contacts) FROM Account WHERE Name LIKE '%A%' OR (Name != null AND CreatedDate > LAST_N_DAYS:30) ORDER BY Name DESC NULLS LAST LIMIT 10 OFFSET 1")}`,
  ],
  [`GET ${V}/query?q=${soql('SELECT COUNT(Id) c, Name FROM Account GROUP BY Name HAVING COUNT(Id) > 0')}&columns=true`],
  [
    `GET ${V}/queryAll?q=${soql("SELECT FIELDS(ALL) FROM User WHERE ProfileId IN (SELECT Id FROM Profile WHERE Name = 'System Administrator') LIMIT 5")}`,
  ],
  [`GET ${V}/tooling/query?q=${soql('SELECT Id, Name, Body FROM ApexClass')}`],
  [`GET ${V}/tooling/sobjects/ApexClass/describe`],
  [`GET ${V}/tooling/executeAnonymous?anonymousBody=${soql("System.debug('x');")}`],
  [`POST ${V}/tooling/runTestsSynchronous`, { tests: [{ className: 'FuzzTest' }], testLevel: 'RunSpecifiedTests' }],
  [`POST ${V}/tooling/runTestsAsynchronous`, { tests: [{ className: 'FuzzTest' }], testLevel: 'RunSpecifiedTests' }],
  [
    `POST ${V}/composite`,
    {
      allOrNone: true,
      compositeRequest: [
        { method: 'POST', url: `${V}/sobjects/Account`, referenceId: 'a', body: { Name: 'C' } },
        { method: 'GET', url: `${V}/sobjects/Account/@{a.id}`, referenceId: 'b' },
        { method: 'GET', url: `${V}/query?q=${soql('SELECT Id FROM Account LIMIT 1')}`, referenceId: 'c' },
      ],
    },
  ],
  [
    `POST ${V}/tooling/composite`,
    {
      compositeRequest: [
        { method: 'GET', url: `${V}/tooling/query?q=${soql('SELECT Id FROM ApexClass')}`, referenceId: 'a' },
      ],
    },
  ],
  [
    `POST ${V}/composite/batch`,
    {
      batchRequests: [
        { method: 'GET', url: 'v66.0/limits' },
        { method: 'GET', url: 'v66.0/nope' },
      ],
    },
  ],
  [`GET ${V}/ui-api/object-info`],
  [`GET ${V}/ui-api/object-info/Account`],
  [
    `POST ${V}/graphql`,
    {
      query:
        'query q($n: Int) { uiapi { query { Account(first: $n, where: { Name: { like: "A%" } }) { edges { node { Id Name { value } } } } } } }',
      variables: { n: 2 },
    },
  ],
  [`GET ${V}/actions/standard`],
  [`GET ${V}/actions/custom/apex`],
  [`POST ${V}/actions/custom/apex/Fuzz`, { inputs: [{ n: 1 }] }],
  [`POST ${V}/actions/standard/cancelApprovalSubmission`, { inputs: [{ approvalSubmissionId: 'x' }] }],
  [`GET ${V}/sobjects/Account/Ext__c/1`],
  [`DELETE ${V}/sobjects/Account/Ext__c/1`],
  ['GET /services/apexrest/fuzz/1?x=y'],
  ['POST /services/apexrest/fuzz/1', { name: 'x' }],
  ['PATCH /services/apexrest/fuzz/1', { name: null }],
  ['DELETE /services/apexrest/fuzz/1'],
  ['PUT /services/apexrest/fuzz/1', { name: 'x', count: 3 }],
];

const connectRows = (): Row[] => {
  const at = { externalCredential: 'LoopCredential', principalName: 'Main', principalType: 'NamedPrincipal' };
  const credential = {
    ...at,
    authenticationProtocol: 'OAuth',
    authenticationProtocolVariant: 'ClientCredentialsClientSecret',
    credentials: { clientId: { value: 'k', encrypted: false }, clientSecret: { value: 's', encrypted: true } },
  };
  const query = new URLSearchParams(at).toString();
  return [
    [`GET ${V}/named-credentials/credential?${query}`],
    [`POST ${V}/named-credentials/credential`, credential],
    [`PUT ${V}/named-credentials/credential`, credential],
    [`PATCH ${V}/named-credentials/credential`, credential],
    [`DELETE ${V}/named-credentials/credential?${query}`],
    [`POST ${V}/named-credentials/credential/auth-url/o-auth`, { ...at, returnUrl: '/lightning' }],
    [`GET ${V}/named-credentials/external-credentials`],
    [`GET ${V}/named-credentials/external-credentials/LoopCredential`],
    [`GET ${V}/named-credentials/named-credential-setup`],
    [`GET ${V}/named-credentials/named-credential-setup/LoopName`],
    [`GET ${V}/named-credentials/external-auth-identity-providers`],
    [`GET ${V}/named-credentials/external-auth-identity-providers/Fuzz`],
    [`GET ${V}/named-credentials/external-auth-identity-provider-credentials/Fuzz`],
    [
      `POST ${V}/named-credentials/external-auth-identity-provider-credentials/Fuzz`,
      { credentials: [{ credentialName: 'clientId', credentialValue: 'k' }] },
    ],
    [
      `PUT ${V}/named-credentials/external-auth-identity-provider-credentials/Fuzz`,
      { credentials: [{ credentialName: 'clientId', credentialValue: 'k' }] },
    ],
    [`DELETE ${V}/apps/oauth/credentials/Loop/888Em0000000001/staged/x`],
    [`GET ${V}/apps/oauth/usage`],
    [`GET ${V}/apps/oauth/credentials/Loop`],
    [`GET ${V}/apps/oauth/credentials/Loop/888Em0000000001?part=keyandsecret`],
    [`GET ${V}/apps/oauth/credentials/Loop/888Em0000000001/staged`],
    [`POST ${V}/apps/oauth/credentials/Loop/888Em0000000001/staged`, {}],
    [`PATCH ${V}/apps/oauth/credentials/Loop/888Em0000000001/staged/x`, { command: 'rotate' }],
  ];
};

const form = (values: Record<string, string>): string => new URLSearchParams(values).toString();

const oauthRows = ({ spareToken }: Target): Row[] => {
  const app = { client_id: 'consumerKeyOfTheLoopback', client_secret: 'secretOfTheLoopback' };
  const jwt = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"iss":"x","sub":"y","aud":"z","exp":1}').toString('base64url')}.c2ln`;
  const authorize = form({
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: 'https://example.com/cb',
    scope: 'api',
    state: 's',
    code_challenge: 'x',
    code_challenge_method: 'S256',
  });
  const token = 'POST /services/oauth2/token';
  return [
    [token, form({ grant_type: 'client_credentials', ...app }), FORM_TYPE],
    [token, form({ grant_type: 'refresh_token', refresh_token: 'x', ...app }), FORM_TYPE],
    [
      token,
      form({ grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://example.com', ...app }),
      FORM_TYPE,
    ],
    [token, form({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: jwt }), FORM_TYPE],
    [token, form({ grant_type: 'password', username: 'u', password: 'p', ...app }), FORM_TYPE],
    ['GET /services/oauth2/userinfo'],
    ['POST /services/oauth2/userinfo'],
    ['GET /services/oauth2/singleaccess?redirect_uri=/lightning/page/home'],
    ['GET /services/oauth2/revoke?token=none'],
    ['POST /secur/frontdoor.jsp', form({ sid: spareToken, retURL: '/' }), FORM_TYPE],
    [`GET /services/oauth2/authorize?${authorize}`],
    ['POST /services/oauth2/authorize', authorize, FORM_TYPE],
    ['POST /services/oauth2/revoke', form({ token: spareToken }), FORM_TYPE],
    ['POST /services/oauth2/introspect', form({ token: spareToken, ...app }), FORM_TYPE],
    ['POST /services/oauth2/singleaccess', form({ redirect_uri: '/lightning/page/home' }), FORM_TYPE],
    ['GET /secur/frontdoor.jsp?otp=x&startURL=/'],
    ['GET /services/authcallback/Fuzz?code=x&state=y'],
    ['GET /services/extidp/callback?code=x&state=y'],
  ];
};

const pageRows = ({ spareToken }: Target): Row[] => {
  const cookie = { cookie: `sid=${spareToken}` };
  const consent = '/setup/secur/RemoteAccessAuthorizationPage.apexp';
  const message = JSON.stringify({
    actions: [
      {
        id: '1;a',
        descriptor: 'aura://ApexActionController/ACTION$execute',
        params: { classname: 'Fuzz', method: 'twice', params: { n: 1 } },
      },
    ],
  });
  return [
    ['GET /', undefined, cookie],
    ['GET /lightning/page/home', undefined, cookie],
    ['GET /login?startURL=/x'],
    ['POST /login', form({ un: 'admin@selfcallout.example', pw: 'wrong', startURL: '/' }), FORM_TYPE],
    [`GET ${consent}?source=x`, undefined, cookie],
    [`POST ${consent}`, form({ source: 'x', decision: 'allow' }), { ...FORM_TYPE, ...cookie }],
    ['GET /secur/logout.jsp', undefined, { cookie: 'sid=none' }],
    ['GET /lightning/setup/NamedCredential/home', undefined, cookie],
    ['GET /lightning/setup/NamedCredential/page?address=x', undefined, cookie],
    ['POST /lightning/setup/NamedCredential/page', form({ name: 'LoopName' }), { ...FORM_TYPE, ...cookie }],
    ['GET /one/one.app', undefined, cookie],
    ['POST /aura', form({ message, 'aura.context': '{}', 'aura.token': 'x' }), { ...FORM_TYPE, ...cookie }],
    ['GET /apex/Fuzz', undefined, cookie],
    ['GET /cometd/66.0'],
    ['POST /cometd/66.0', [{ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] }]],
    ['POST /cometd/66.0', [{ channel: '/meta/subscribe', clientId: 'x', subscription: '/systemTopic/TestResult' }]],
  ];
};

const multipart = (zip: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      '--b\r\ncontent-disposition: form-data; name="entity_content"\r\ncontent-type: application/json\r\n\r\n{"deployOptions":{"checkOnly":true,"rollbackOnError":true,"singlePackage":true}}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="package.xml"\r\ncontent-type: application/zip\r\n\r\n',
    ),
    zip,
    Buffer.from('\r\n--b--\r\n'),
  ]);

const soapRows = async ({ token, orgId }: Target): Promise<Row[]> => {
  const metadata = (operation: string, inner: string): Row => [
    'POST /services/Soap/m/66.0',
    metadataCall(token, operation, inner),
    XML_TYPE,
  ];
  const partner = (operation: string, inner: string): Row => [
    'POST /services/Soap/u/66.0',
    envelope(token, PARTNER_NAMESPACE, operation, inner),
    XML_TYPE,
  ];
  const anonymous = (apex: string): Row => [
    `POST /services/Soap/s/66.0/${orgId}`,
    envelope(token, APEX_NAMESPACE, 'executeAnonymous', `<String>${apex}</String>`),
    { ...XML_TYPE, soapaction: 'executeAnonymous' },
  ];
  const zip = await packageZip;
  const options =
    '<DeployOptions><rollbackOnError>true</rollbackOnError><singlePackage>true</singlePackage></DeployOptions>';
  const remoteSite =
    '<metadata xsi:type="RemoteSiteSetting"><fullName>Made</fullName><disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://made.example</url></metadata>';
  return [
    metadata('deploy', `<ZipFile>${zip}</ZipFile>${options}`),
    metadata(
      'checkDeployStatus',
      '<asyncProcessId>0AfEm0000000001AAA</asyncProcessId><includeDetails>true</includeDetails>',
    ),
    metadata('cancelDeploy', '<String>0AfEm0000000001AAA</String>'),
    metadata(
      'retrieve',
      '<retrieveRequest><apiVersion>66.0</apiVersion><unpackaged><types><members>*</members><name>ApexClass</name></types><version>66.0</version></unpackaged></retrieveRequest>',
    ),
    metadata('checkRetrieveStatus', '<asyncProcessId>09SEm0000000001AAA</asyncProcessId><includeZip>true</includeZip>'),
    metadata('listMetadata', '<queries><type>ApexClass</type></queries><asOfVersion>66.0</asOfVersion>'),
    metadata('describeMetadata', '<asOfVersion>66.0</asOfVersion>'),
    metadata('readMetadata', '<type>PermissionSet</type><fullNames>LoopAccess</fullNames>'),
    metadata('createMetadata', remoteSite),
    metadata('updateMetadata', remoteSite),
    metadata('upsertMetadata', remoteSite),
    metadata('deleteMetadata', '<type>RemoteSiteSetting</type><fullNames>Made</fullNames>'),
    metadata(
      'renameMetadata',
      '<type>RemoteSiteSetting</type><oldFullName>A</oldFullName><newFullName>B</newFullName>',
    ),
    partner('getUserInfo', ''),
    partner('query', '<queryString>SELECT Id, Name FROM Account</queryString>'),
    anonymous("Integer n = 0; for (Integer i = 0; i &lt; 10; i++) { n += i; } System.debug('sum ' + n);"),
    anonymous("Account a = new Account(Name = 'x'); insert a; System.debug([SELECT Id FROM Account LIMIT 1]);"),
    anonymous(
      "HttpRequest r = new HttpRequest(); r.setEndpoint('callout:LoopName/services/data/v66.0/limits'); r.setMethod('GET'); System.debug(new Http().send(r).getBody());",
    ),
    [
      `POST ${V}/metadata/deployRequest`,
      multipart(Buffer.from(zip, 'base64')),
      { 'content-type': 'multipart/form-data; boundary=b' },
    ],
    [`GET ${V}/metadata/deployRequest/0AfEm0000000001AAA?includeDetails=true`],
  ];
};

const toRequest =
  (token: string) =>
  ([request, body = '', headers = {}]: Row): FuzzRequest => {
    const [method = '', path = ''] = request.split(' ');
    const isPlain = typeof body === 'string' || Buffer.isBuffer(body);
    const auth = /^\/services\/(data|apexrest|oauth2\/(userinfo|singleaccess))|^\/cometd/.test(path)
      ? { authorization: `Bearer ${token}` }
      : {};
    return {
      of: request.slice(0, 120),
      method,
      path,
      headers: { ...(isPlain ? {} : JSON_TYPE), ...auth, ...headers },
      body:
        typeof body === 'string' ? Buffer.from(body) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
    };
  };

/** A plain request to each endpoint that no row above is for, at the path that documents it. */
const otherRows = (rows: readonly Row[]): Row[] => {
  const examples = endpointRows.flatMap(({ examples: paths = [] }) => paths);
  const isAsked = (method: string, pattern: RegExp): boolean =>
    rows.some(([request]) => {
      const [verb, path = ''] = request.split(' ');
      return verb === method && pattern.test(path.split('?')[0] ?? '');
    });
  return routes
    .filter(({ method, pattern }) => !isAsked(method, pattern))
    .flatMap(({ method, pattern }): Row[] => {
      const path = examples.find((example) => pattern.test(example));
      return path === undefined ? [] : [[`${method} ${path}`, method === 'GET' ? undefined : {}]];
    });
};

/** Real requests of every endpoint. */
export const seedsFor = async (target: Target): Promise<FuzzRequest[]> => {
  const rows = [restRows(target), connectRows(), oauthRows(target), pageRows(target), await soapRows(target)].flat();
  return [...rows, ...otherRows(rows)].map(toRequest(target.token));
};
