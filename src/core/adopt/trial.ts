import { componentNames } from '../names.ts';
import type { Adopted } from './adopted.ts';

const MARKER = 'SELFCALLOUT-TRIAL:';

/** As the class of an adopted page finds it, and what is said where there is none: the user may not see the page. */
const SESSION_ID = String.raw`00D[A-Za-z0-9]{12,15}![\\w.]+`;
export const NO_SESSION_ID = 'no session id';

/**
 * Anonymous Apex that calls this org through what is to be taken over, and leaves in its debug log what came back: status and
 * org id, or the exception. Nothing of a token or session id.
 */
export const trialBlock = (adopted: Adopted): string => {
  const path = '/services/oauth2/userinfo';
  const { namedCredential, page } = componentNames('', adopted);
  const cut = adopted.SessionIdEnd === undefined ? '' : `.substringBefore('${adopted.SessionIdEnd}')`;
  const address =
    adopted.ApexPage === undefined
      ? [`    ask.setEndpoint('callout:${namedCredential}${path}');`]
      : [
          `    Matcher found = Pattern.compile('${SESSION_ID}').matcher(Page.${page}.getContent().toString());`,
          `    if (!found.find()) throw new IllegalArgumentException('${NO_SESSION_ID}');`,
          `    ask.setHeader('Authorization', 'Bearer ' + found.group()${cut});`,
          `    ask.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '${path}');`,
        ];
  return [
    'Map<String, Object> said = new Map<String, Object>();',
    'HttpRequest ask = new HttpRequest();',
    `ask.setMethod('GET');`,
    `ask.setHeader('Accept', 'application/json');`,
    'try {',
    ...address,
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
