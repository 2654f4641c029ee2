import type { Connection } from '@salesforce/core';
import type { Source } from '../../core/remove/removal.ts';
import type { RemovalPort } from '../../ports/removalPort.ts';
import { refuse } from '../refusal.ts';
import { dataPath, send } from '../send.ts';

type Row = { Id: string; Name: string; Body?: string | null; Markup?: string | null };
type Page = { records: readonly Row[]; nextRecordsUrl?: string };

const TEXTS = { ApexClass: 'Body', ApexTrigger: 'Body', ApexPage: 'Markup' } as const;

/** Pages of one query; a page of long texts holds fewer rows than others. */
const readAll = async (connection: Connection, type: keyof typeof TEXTS): Promise<Source[]> => {
  const soql = `SELECT Id, Name, ${TEXTS[type]} FROM ${type} WHERE NamespacePrefix = null`;
  const found: Source[] = [];
  let url: string | undefined = `${dataPath(connection, '/query')}?q=${encodeURIComponent(soql)}`;
  while (url !== undefined) {
    const page: Page = await send<Page>(connection, { method: 'GET', url });
    found.push(...page.records.map((row) => ({ type, id: row.Id, fullName: row.Name, text: row[TEXTS[type]] ?? '' })));
    url = page.nextRecordsUrl;
  }
  return found;
};

export const makeSources =
  (connection: Connection): RemovalPort['sources'] =>
  async () => {
    try {
      const found = await Promise.all(
        (['ApexClass', 'ApexTrigger', 'ApexPage'] as const).map((type) => readAll(connection, type)),
      );
      return found.flat();
    } catch (error) {
      return refuse(error, 'sources', connection.instanceUrl);
    }
  };
