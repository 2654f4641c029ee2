import { apexString, apexText } from '../core/apexString.ts';
import type { OrgFacts } from '../core/facts.ts';
import { fail } from '../core/failure.ts';
import type { OrgPort, OrgRow } from '../ports/orgPort.ts';

/** As a pattern of LIKE, in which these two stand for anything. */
const asPattern = (text: string): string => apexText(text).replace(/[_%]/g, '\\$&');

/**
 * The facts with the run-as user as this org has them: a sandbox refresh puts its name behind each username (L66), and
 * what is text, as the claim of a JWT is, keeps the old one. Fails where this org has no such user, or several.
 */
export const runAsHere = async (org: OrgPort, facts: OrgFacts, signal: AbortSignal): Promise<OrgFacts> => {
  const { repair, runAs } = facts;
  // A user whose id is known was found in this org.
  if (repair?.moved !== true || runAs === undefined || runAs.id !== '') return facts;
  const { username } = runAs;
  const soql =
    'SELECT Id, Username, IsActive FROM User WHERE IsActive = TRUE ' +
    `AND (Username = ${apexString(username)} OR Username LIKE '${asPattern(username)}.%') LIMIT 3`;
  const { users } = await org.query({ users: soql }, signal);
  const rows = users !== undefined && 'rows' in users ? users.rows : [];
  const text = (row: OrgRow, field: string): string => (typeof row[field] === 'string' ? row[field] : '');
  const exact = rows.filter((row) => text(row, 'Username').toLowerCase() === username.toLowerCase());
  const [row, ...others] = exact.length > 0 ? exact : rows;
  if (row === undefined || others.length > 0) return fail('RunAsUserNotFound', { username });
  const here = { ...runAs, id: text(row, 'Id'), username: text(row, 'Username') };
  return { ...facts, runAs: here, repair: exact.length > 0 ? repair : { ...repair, runAs: username } };
};
