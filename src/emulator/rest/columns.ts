import type { Field } from '../soql/objectDefinition.ts';
import type { QueryResult } from '../soql/run.ts';

const APEX_TYPES: Readonly<Partial<Record<Field['type'], string>>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  currency: 'Double',
  percent: 'Double',
  datetime: 'Datetime',
  date: 'Date',
};

const NUMBERS: readonly Field['type'][] = ['int', 'double', 'currency', 'percent'];

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
  numberType: NUMBERS.includes(type),
  textType: !['boolean', 'datetime', 'date', ...NUMBERS].includes(type),
  updatable: false,
});

/** The answer to `&columns=true`: what a query would select, which clients need to print a table. */
export const columnsAnswer = ({ object, selected }: QueryResult): Record<string, unknown> => ({
  columnMetadata:
    selected.kind === 'fields'
      ? selected.paths.map(({ names, field }) => column(names.join('.'), field.type, false))
      : selected.kind === 'aggregate'
        ? selected.columns.map(({ name, field }) => column(name, field.type, true))
        : [],
  entityName: object.name,
  groupBy: selected.kind === 'aggregate',
  idSelected: selected.kind === 'fields' && selected.paths.some(({ names }) => names.join('.') === 'Id'),
  keyPrefix: object.keyPrefix,
});
