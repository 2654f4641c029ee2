import type { XmlValue } from './writeXml.ts';

export const PARTNER_FAULT_NAMESPACE = 'urn:fault.partner.soap.sforce.com';

/** Faults of queries, which say where in the query; any other is an UnexpectedErrorFault. */
const QUERY_FAULTS: ReadonlyMap<string, string> = new Map([
  ['INVALID_FIELD', 'InvalidFieldFault'],
  ['INVALID_TYPE', 'InvalidSObjectFault'],
  ['MALFORMED_QUERY', 'MalformedQueryFault'],
]);

const FAULTS: ReadonlyMap<string, string> = new Map([
  ['INVALID_LOGIN', 'LoginFault'],
  ['INVALID_QUERY_LOCATOR', 'InvalidQueryLocatorFault'],
]);

const PLACE = /ERROR at Row:(\d+):Column:(\d+)/;

/** The detail of a partner API fault, as the partner WSDL has it. `sf` is its namespace. */
export const partnerFaultDetail = (code: string, message: string): XmlValue => {
  const query = QUERY_FAULTS.get(code);
  const name = `sf:${query ?? FAULTS.get(code) ?? 'UnexpectedErrorFault'}`;
  const [, row = '-1', column = '-1'] = PLACE.exec(message) ?? [];
  return {
    [name]: {
      '@xsi:type': name,
      // The schema lists all codes: what is not emulated has none of its own.
      'sf:exceptionCode': code === 'NOT_EMULATED' ? 'UNKNOWN_EXCEPTION' : code,
      'sf:exceptionMessage': message,
      ...(query === undefined ? {} : { 'sf:row': row, 'sf:column': column }),
    },
  };
};
