import type { Connection } from '@salesforce/core';
import { XMLParser } from 'fast-xml-parser';
import { fail } from '../core/failure.ts';
import type { AnonymousResult, OrgPort } from '../ports/orgPort.ts';
import { refusalOf, refuse } from './refusal.ts';
import { sendForText } from './send.ts';

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Apex_code at DEBUG keeps the lines of `System.debug` and little else. */
const envelope = (token: string, apex: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:apex="http://soap.sforce.com/2006/08/apex">' +
  `<soapenv:Header><apex:SessionHeader><apex:sessionId>${escapeXml(token)}</apex:sessionId></apex:SessionHeader>` +
  '<apex:DebuggingHeader><apex:categories><apex:category>Apex_code</apex:category><apex:level>Debug</apex:level></apex:categories>' +
  '<apex:debugLevel>None</apex:debugLevel></apex:DebuggingHeader></soapenv:Header>' +
  `<soapenv:Body><apex:executeAnonymous><apex:String>${escapeXml(apex)}</apex:String></apex:executeAnonymous></soapenv:Body>` +
  '</soapenv:Envelope>';

type Result = Record<string, unknown>;

const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, trimValues: false, ignoreAttributes: true });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const resultOf = (xml: string, url: string): AnonymousResult => {
  // Half an answer would be read as a block that does not compile.
  if (!/<\/(?:\w+:)?Envelope>\s*$/.test(xml)) return fail('AnswerUnreadable', { what: 'executeAnonymous', url });
  const root = parser.parse(xml) as {
    Envelope?: { Header?: Result; Body?: { executeAnonymousResponse?: { result?: Result } } };
  };
  const result = root.Envelope?.Body?.executeAnonymousResponse?.result ?? {};
  const problem = textOf(result['compileProblem']) || textOf(result['exceptionMessage']);
  const info = root.Envelope?.Header?.['DebuggingInfo'] as Result | undefined;
  return {
    compiled: result['compiled'] === 'true',
    success: result['success'] === 'true',
    line: Number(result['line'] ?? -1),
    column: Number(result['column'] ?? -1),
    ...(problem ? { problem } : {}),
    log: textOf(info?.['debugLog']),
  };
};

/** SOAP executeAnonymous with a DebuggingHeader: the log comes in the same answer (platform-facts §8.1). */
export const makeRunAnonymous =
  (connection: Connection): OrgPort['runAnonymous'] =>
  async (apex) => {
    const orgId = connection.getAuthInfoFields().orgId ?? '';
    const run = async (): Promise<AnonymousResult> =>
      resultOf(
        await sendForText(connection, {
          method: 'POST',
          url: `/services/Soap/s/${connection.version}/${orgId}`,
          headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: 'executeAnonymous' },
          body: envelope(connection.accessToken ?? '', apex),
        }),
        connection.instanceUrl,
      );
    try {
      return await run();
    } catch (error) {
      if (refusalOf(error).code !== 'INVALID_SESSION_ID')
        return refuse(error, 'executeAnonymous', connection.instanceUrl);
    }
    try {
      await connection.refreshAuth();
      return await run();
    } catch (error) {
      return refuse(error, 'executeAnonymous', connection.instanceUrl);
    }
  };
