import { queryAnswer } from '../rest/queryResult.ts';
import type { XmlValue } from '../soap/writeXml.ts';
import type { Scope } from '../soql/resolve.ts';
import { firstPage, type Page } from '../state/cursors.ts';
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

const shown = (records: readonly unknown[], size: number, locator: string | null): XmlValue => ({
  '@xsi:type': 'QueryResult',
  '@xmlns:sf': 'urn:sobject.partner.soap.sforce.com',
  done: locator === null,
  queryLocator: locator,
  ...(records.length > 0 ? { records: (records as Json[]).map(sObject) } : {}),
  size,
});

/** A QueryResult of records that were found before. */
export const pageResult = ({ records, total, locator }: Page): XmlValue => shown(records, total, locator ?? null);

/** The first QueryResult of a query; throws a QueryProblem. */
export const queryResult = (scope: Scope, pageSize: number): XmlValue => {
  let found: Page = { records: [], total: 0 };
  const { totalSize } = queryAnswer(runQuery(scope), scope.api, '', (records) => {
    found = firstPage(scope.state, scope.userId, records, pageSize);
    return found;
  });
  return shown(found.records, Number(totalSize), found.locator ?? null);
};
