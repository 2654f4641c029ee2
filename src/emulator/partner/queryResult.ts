import { queryAnswer } from '../rest/queryResult.ts';
import type { XmlValue } from '../soap/writeXml.ts';
import type { Scope } from '../soql/resolve.ts';
import { runQuery } from '../soql/run.ts';

type Json = { [name: string]: string | number | boolean | null | Json };

/** An sObject as the partner API writes it: type and Id first, whether asked for or not; records within it alike. */
const sObject = ({ attributes, ...fields }: Json): XmlValue => {
  const type = typeof attributes === 'object' && attributes !== null ? attributes['type'] : undefined;
  const { Id = null, ...others } = fields;
  const content = Object.entries({ Id, ...others }).map(([name, value]): [string, XmlValue] => [
    `sf:${name}`,
    typeof value === 'object' && value !== null ? sObject(value) : value,
  ]);
  return { '@xsi:type': 'sf:sObject', 'sf:type': typeof type === 'string' ? type : '', ...Object.fromEntries(content) };
};

/** A QueryResult, all rows in one; throws a QueryProblem. */
export const queryResult = (scope: Scope): XmlValue => {
  const { records, totalSize } = queryAnswer(runQuery(scope), scope.api, '') as { records: Json[]; totalSize: number };
  return {
    '@xsi:type': 'QueryResult',
    '@xmlns:sf': 'urn:sobject.partner.soap.sforce.com',
    done: true,
    queryLocator: null,
    ...(records.length > 0 ? { records: records.map(sObject) } : {}),
    size: totalSize,
  };
};
