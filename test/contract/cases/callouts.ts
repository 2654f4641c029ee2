import type { LawCase } from '../lawCase.ts';
import { putLoopback } from '../loopback.ts';
import { apexClass, calloutTo, CODE, OWN_DOMAIN, outcome } from '../parts.ts';

const BEARER = "request.setHeader('Authorization', 'Bearer ' + UserInfo.getSessionId());";
const API = '/services/data/v60.0/limits';
const uncommitted = /^System\.CalloutException: You have uncommitted work pending/;

export const calloutCases: readonly LawCase[] = [
  {
    id: 'L30',
    what: 'an Authorization header of Apex beside the generated one',
    lawful: /^401/,
    run: async (org) => {
      const { name } = await putLoopback(org, 'Header');
      const own = "request.setHeader('Authorization', 'Bearer own');";
      const plain = await org.apex(calloutTo(`'callout:${name}${API}'`), CODE);
      return plain === '200' ? org.apex(calloutTo(`'callout:${name}${API}'`, own), CODE) : `without it: ${plain}`;
    },
  },
  {
    id: 'L38',
    what: 'a callout by the name of a credential that is not there',
    lawful: /^System\.CalloutException: The callout couldn't access the endpoint/,
    run: (org) => org.apex(calloutTo(`'callout:${org.name('Nowhere')}/x'`), CODE),
  },
  {
    id: 'L41',
    what: 'the session id of anonymous Apex at REST',
    lawful: /^200/,
    run: (org) => org.apex(calloutTo(`${OWN_DOMAIN} + '${API}'`, BEARER), CODE),
  },
  {
    id: 'L43',
    what: 'a callout after a savepoint',
    lawful: uncommitted,
    run: (org) =>
      org.apex(`Savepoint mark = Database.setSavepoint();\n${calloutTo(`${OWN_DOMAIN} + '/services/data'`)}`, CODE),
  },
  {
    id: 'L43',
    what: 'the 101st callout of a transaction',
    lawful: /^System\.LimitException: Too many callouts: 101/,
    run: (org) => org.apex(`for (Integer i = 0; i < 101; i++) {\n${calloutTo(`${OWN_DOMAIN} + '/services/data'`)}}`),
  },
  {
    id: 'L44',
    what: 'a callout to a host without Remote Site Setting',
    lawful: /^System\.CalloutException: Unauthorized endpoint, please check Setup->Security->Remote site settings/,
    run: (org) => org.apex(calloutTo("'https://example.com/'"), CODE),
  },
  {
    id: 'L44',
    what: 'a callout to the org’s own My Domain without Remote Site Setting',
    lawful: /^200/,
    run: (org) => org.apex(calloutTo(`${OWN_DOMAIN} + '/services/data'`), CODE),
  },
  {
    id: 'L49',
    what: 'a callout of anonymous Apex that a callout runs',
    lawful: { 'calloutLoops: refused': /Callout loop not allowed/, 'calloutLoops: allowed': /^200 .*SAID:200/ },
    run: (org) => {
      const inner = `${calloutTo(`${OWN_DOMAIN} + '/services/data'`)}throw new CalloutException('SAID:' + ${CODE});`;
      const apex = `EncodingUtil.urlEncode('${inner.replaceAll("'", "\\'").replaceAll('\n', ' ')}', 'UTF-8')`;
      const path = `${OWN_DOMAIN} + '/services/data/v60.0/tooling/executeAnonymous?anonymousBody=' + ${apex}`;
      return org.apex(calloutTo(path, BEARER), `${CODE} + ' ' + response.getBody()`);
    },
  },
  {
    id: 'L17',
    what: 'client credentials at the login host',
    lawful: /^400 .*request not supported on this domain/,
    run: async (org) => {
      const { pair } = await putLoopback(org, 'Login');
      const name = org.name('LoginHost');
      const xml =
        '<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive>' +
        '<url>https://test.salesforce.com</url>';
      await org.deploy([{ type: 'RemoteSiteSetting', name, xml }]);
      const form = `grant_type=client_credentials&client_id=${pair.key}&client_secret=${pair.secret}`;
      const more = `request.setMethod('POST'); request.setBody('${form}'); request.setHeader('Content-Type', 'application/x-www-form-urlencoded');`;
      return org.apex(
        calloutTo("'https://test.salesforce.com/services/oauth2/token'", more),
        `${CODE} + ' ' + response.getBody()`,
      );
    },
  },
  {
    id: 'L61',
    what: 'a timeout of more than 120,000 ms',
    lawful: /^System\.\w+Exception/,
    run: (org) => org.apex(calloutTo(`${OWN_DOMAIN} + '/services/data'`, 'request.setTimeout(120001);'), CODE),
  },
  {
    id: 'L62',
    what: 'an answer that redirects, in Apex',
    lawful: {
      'calloutRedirects: given': /^(30\d) for a client, \1 in Apex/,
      'calloutRedirects: followed': /^30\d for a client, 200 in Apex/,
    },
    run: async (org) => {
      const path = `/apex/${org.name('Page')}`;
      const { status } = await org.ask(path, { headers: { authorization: '' } });
      return `${status} for a client, ${await org.apex(calloutTo(`${OWN_DOMAIN} + '${path}'`), CODE)} in Apex`;
    },
  },
  {
    id: 'L68',
    what: 'an invocable method that is not static',
    lawful: /^ApexClass\/.*static/i,
    run: async (org) => {
      const name = org.name('Action');
      const body = `public class ${name} { @InvocableMethod public void run(List<String> inputs) {} }`;
      return outcome(await org.deploy([apexClass(name, body, org.version)]));
    },
  },
  {
    id: 'L68',
    what: 'a callout of an action that does not declare callout=true, without other work',
    lawful: {
      'undeclaredActionCallouts: allowed': /^200/,
      'undeclaredActionCallouts: refused': /uncommitted work pending/,
    },
    run: async (org) => {
      const name = org.name('Undeclared');
      const body = `public class ${name} { @InvocableMethod public static List<String> run(List<String> inputs) {
        ${calloutTo(`${OWN_DOMAIN} + '/services/data'`)} return new List<String>{ String.valueOf(${CODE}) }; } }`;
      await org.deploy([apexClass(name, body, org.version)]);
      const { status, text } = await org.ask(`actions/custom/apex/${name}`, {
        method: 'POST',
        body: { inputs: [{ inputs: 'x' }] },
      });
      return `${status} ${text}`;
    },
  },
];
