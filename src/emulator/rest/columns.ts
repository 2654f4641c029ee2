import type { Field } from '../soql/objectDefinition.ts';
import type { QueryResult } from '../soql/run.ts';

const APEX_TYPES: Readonly<Partial<Record<Field['type'], string>>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  datetime: 'Datetime',
  date: 'Date',
};

const column = (name: string, type: Field['type'], aggregate: boolean): Record<string, unknown> => ({
  aggregate,
  apexType: APEX_TYPES[type] ?? 'String',
  booleanType: type === 'boolean',
  columnName: name,
  custom: false,
  displayName: name,
  foreignKeyName: null,
  insertable: false,
  joinColumns: [],
  numberType: type === 'int',
  textType: !['boolean', 'int', 'datetime', 'date'].includes(type),
  updatable: false,
});

/** The answer to `&columns=true`: what a query would select, which clients need to print a table. */
export const columnsAnswer = ({ object, selected }: QueryResult): Record<string, unknown> => ({
  columnMetadata:
    selected.kind === 'fields'
      ? selected.paths.map(({ names, field }) => column(names.join('.'), field.type, false))
      : selected.kind === 'aggregate'
        ? selected.names.map((name) => column(name, 'int', true))
        : [],
  entityName: object.name,
  groupBy: false,
  idSelected: selected.kind === 'fields' && selected.paths.some(({ names }) => names.join('.') === 'Id'),
  keyPrefix: object.keyPrefix,
});
