import { componentNames } from '../names.ts';
import type { Adopted } from './adopted.ts';

const MARKER = 'SELFCALLOUT-TRIAL:';

/** As the class of an adopted page finds it, and what is said where there is none: the user may not see the page. */
const SESSION_ID = String.raw`00D[A-Za-z0-9]{12,15}![\\w.]+`;
export const NO_SESSION_ID = 'no session id';

const HERE = 'URL.getOrgDomainUrl().toExternalForm()';

/** Gets a token for the login in the custom setting, which stays in Apex. */
const loginLines = ({ CustomObject: setting = '', ...fields }: Adopted, path: string): string[] => {
  const value = (field = ''): string => `EncodingUtil.urlEncode(login.${field}, 'UTF-8')`;
  const token = fields.SecurityTokenField;
  const whole = token === undefined ? '' : ` + (login.${token} == null ? '' : ${value(token)})`;
  return [
    `    ${setting} login = ${setting}.getOrgDefaults();`,
    `    if (login == null || String.isBlank(login.${fields.UsernameField ?? ''})) throw new IllegalArgumentException('its record for the org holds no login');`,
    '    HttpRequest exchange = new HttpRequest();',
    `    exchange.setMethod('POST');`,
    `    exchange.setHeader('Content-Type', 'application/x-www-form-urlencoded');`,
    `    exchange.setEndpoint(${HERE} + '/services/oauth2/token');`,
    `    exchange.setBody('grant_type=password&client_id=' + ${value(fields.ConsumerKeyField)} + '&client_secret=' + ${value(fields.ConsumerSecretField)}`,
    `        + '&username=' + ${value(fields.UsernameField)} + '&password=' + ${value(fields.PasswordField)}${whole});`,
    '    HttpResponse got = new Http().send(exchange);',
    '    Map<String, Object> token = (Map<String, Object>) JSON.deserializeUntyped(got.getBody());',
    `    if (got.getStatusCode() != 200) throw new IllegalArgumentException('the token endpoint refused its login: ' + token.get('error') + ', ' + token.get('error_description'));`,
    `    ask.setHeader('Authorization', 'Bearer ' + token.get('access_token'));`,
    `    ask.setEndpoint(${HERE} + '${path}');`,
  ];
};

/** Where the callout goes, and its token where no named credential adds one. */
const addressLines = (adopted: Adopted, path: string): string[] => {
  if (adopted.CustomObject !== undefined) return loginLines(adopted, path);
  const { namedCredential, page } = componentNames('', adopted);
  if (adopted.ApexPage === undefined) return [`    ask.setEndpoint('callout:${namedCredential}${path}');`];
  const cut = adopted.SessionIdEnd === undefined ? '' : `.substringBefore('${adopted.SessionIdEnd}')`;
  return [
    `    Matcher found = Pattern.compile('${SESSION_ID}').matcher(Page.${page}.getContent().toString());`,
    `    if (!found.find()) throw new IllegalArgumentException('${NO_SESSION_ID}');`,
    `    ask.setHeader('Authorization', 'Bearer ' + found.group()${cut});`,
    `    ask.setEndpoint(${HERE} + '${path}');`,
  ];
};

/**
 * Anonymous Apex that calls this org through what is to be taken over, and leaves in its debug log what came back: status and
 * org id, or the exception. Nothing of a token or session id.
 */
export const trialBlock = (adopted: Adopted): string => {
  const path = '/services/oauth2/userinfo';
  return [
    'Map<String, Object> said = new Map<String, Object>();',
    'HttpRequest ask = new HttpRequest();',
    `ask.setMethod('GET');`,
    `ask.setHeader('Accept', 'application/json');`,
    'try {',
    ...addressLines(adopted, path),
    '    HttpResponse answer = new Http().send(ask);',
    `    said.put('status', answer.getStatusCode());`,
    '    if (answer.getStatusCode() == 200) {',
    '        Map<String, Object> user = (Map<String, Object>) JSON.deserializeUntyped(answer.getBody());',
    `        said.put('orgId', user.get('organization_id'));`,
    '    }',
    '} catch (Exception e) {',
    `    said.put('problem', e.getMessage());`,
    '}',
    `System.debug('${MARKER}' + JSON.serialize(said));`,
    '',
  ].join('\n');
};

/** What a trial came to; `problem` is the exception's text. */
export type Trial = { status?: number; orgId?: string; problem?: string };

// A real log repeats the block itself in its first lines, marker included: only what was debugged counts.
const LINE = new RegExp(`\\|USER_DEBUG\\|.*?\\|${MARKER}(\\{.*\\})\\s*$`, 'm');

/** Undefined where the block left nothing. */
export const readTrial = (log: string): Trial | undefined => {
  const found = LINE.exec(log)?.[1];
  return found === undefined ? undefined : (JSON.parse(found) as Trial);
};
