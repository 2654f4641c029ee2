import { restDateTime } from '../../state/dateTime.ts';
import type { OrgState, Row } from '../../state/orgState.ts';
import { fields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

const seeded = (state: OrgState): Row[] => {
  const date = restDateTime(0);
  const row = (Id: string, IsoCode: string, ConversionRate: number, IsCorporate: boolean): Row => ({
    Id,
    IsoCode,
    ConversionRate,
    DecimalPlaces: 2,
    IsActive: true,
    IsCorporate,
    CreatedDate: date,
    LastModifiedDate: date,
    SystemModstamp: date,
  });
  return state.switches.advancedCurrencyManagement
    ? [row('01LEm0000000USDAAM', 'USD', 1, true), row('01LEm0000000EURAAU', 'EUR', 0.9, false)]
    : [];
};

const hasManagement = (state: OrgState): boolean => state.switches.advancedCurrencyManagement;

/** The currencies of the org: the corporate one and the euro, and what was added. */
export const currencyType: ObjectDefinition = {
  name: 'CurrencyType',
  label: 'Currency Type',
  keyPrefix: '01L',
  apis: ['data'],
  fields: fields(
    'IsoCode:picklist',
    'ConversionRate:double',
    'DecimalPlaces:int',
    'IsActive:boolean',
    'IsCorporate:boolean',
  ),
  rows: (state) => [...seeded(state), ...recordsOf('CurrencyType')(state)],
  visibleTo: hasManagement,
  writes: {
    required: ['IsoCode', 'ConversionRate'],
    create: true,
    update: [],
    createOnly: ['DecimalPlaces', 'IsActive'],
    delete: false,
    permission: 'CustomizeApplication',
    unique: ['IsoCode'],
    defaults: () => ({ DecimalPlaces: 2, IsActive: true, IsCorporate: false }),
  },
};

/** The end of the last rate of a currency. */
const NEVER = '9999-12-31';

const withNext = (rows: readonly Row[]): Row[] =>
  rows.map((row) => {
    const later = rows
      .filter((one) => one['IsoCode'] === row['IsoCode'] && String(one['StartDate']) > String(row['StartDate']))
      .map((one) => String(one['StartDate']));
    return { ...row, NextStartDate: later.toSorted()[0] ?? NEVER };
  });

const wrongRate = (state: OrgState, row: Row): { errorCode: string; message: string } | undefined => {
  const currency = currencyType.rows(state, '').find((one) => one['IsoCode'] === row['IsoCode']);
  if (!currency) {
    const message = `Currency ISO Code: bad value for restricted picklist field: ${String(row['IsoCode'])}`;
    return { errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message };
  }
  if (currency['IsCorporate'] === true) {
    return { errorCode: 'FIELD_INTEGRITY_EXCEPTION', message: 'The rate of the corporate currency cannot be changed.' };
  }
  return Number(row['ConversionRate']) > 0
    ? undefined
    : { errorCode: 'NUMBER_OUTSIDE_VALID_RANGE', message: 'Conversion Rate: value outside of valid range' };
};

/** L46: rates by date. Without Advanced Currency Management the object is there, but nothing can be written. */
export const datedConversionRate: ObjectDefinition = {
  name: 'DatedConversionRate',
  label: 'Dated Conversion Rate',
  keyPrefix: '04w',
  apis: ['data'],
  fields: fields(
    'IsoCode:picklist',
    'ConversionRate:double',
    'StartDate:date',
    'NextStartDate:date',
    'CreatedById:reference>CreatedBy.User',
    'LastModifiedById:reference>LastModifiedBy.User',
  ),
  rows: (state) => withNext(recordsOf('DatedConversionRate')(state)),
  writes: {
    required: ['IsoCode', 'ConversionRate', 'StartDate'],
    create: true,
    update: ['ConversionRate'],
    createOnly: ['IsoCode', 'StartDate'],
    delete: true,
    open: hasManagement,
    permission: 'CustomizeApplication',
    unique: ['IsoCode', 'StartDate'],
    refuse: wrongRate,
    defaults: (_state, userId) => ({ CreatedById: userId, LastModifiedById: userId }),
  },
};
