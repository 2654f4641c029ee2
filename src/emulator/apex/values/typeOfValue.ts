import type { ApexType, Value } from '../model.ts';
import { booleanType, integerType, longType, nullType, platformType, stringType } from '../types/platform.ts';

const byTag: Record<string, string> = {
  double: 'Double',
  decimal: 'Decimal',
  id: 'Id',
  blob: 'Blob',
  date: 'Date',
  time: 'Time',
  datetime: 'Datetime',
  type: 'Type',
};

/** The type that a value has when it runs. */
export const typeOfValue = (value: Value): ApexType => {
  if (value === null) return nullType;
  if (typeof value === 'string') return stringType;
  if (typeof value === 'number') return integerType;
  if (typeof value === 'boolean') return booleanType;
  if (typeof value === 'bigint') return longType;
  return 'type' in value ? value.type : platformType(byTag[value.is] ?? 'Object');
};
