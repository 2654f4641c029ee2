import type { Query } from './ast.ts';
import { notInThisSoql, QueryProblem } from './problem.ts';

/** L59: Tooling shows Metadata and FullName of one row only. Metadata itself is not emulated. */
export const checkMetadata = (query: Query, rows: number): void => {
  const names = query.select.flatMap((item) =>
    item.kind === 'field' ? [item.path.names.join('.').toLowerCase()] : [],
  );
  if (rows > 1 && (names.includes('metadata') || names.includes('fullname'))) {
    throw new QueryProblem(
      'MALFORMED_QUERY',
      'When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than ' +
        'one row for retrieval.',
    );
  }
  if (names.includes('metadata')) throw notInThisSoql('The field Metadata');
  if (names.includes('fullname')) throw notInThisSoql('The field FullName');
};
