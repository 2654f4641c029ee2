import type { ApexDate, ApexDatetime, ApexTime, Tx } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { dateOf, datetimeOf, datetimeText, dayMs, fieldsOf } from '../values/moment.ts';
import { formatDate } from '../values/formatDate.ts';
import type { Room, Rows } from './define.ts';

const monthDays = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The same day of another month, or that month's last. */
const addMonths = (ms: number, months: number): number => {
  const [year, month, day] = fieldsOf(ms);
  const first = dateOf(year, month + months, 1).day;
  const [toYear, toMonth] = fieldsOf(first * dayMs);
  return (first + Math.min(day, monthDays(toYear, toMonth)) - 1) * dayMs + (((ms % dayMs) + dayMs) % dayMs);
};

const part = (index: number) => (self: ApexDatetime) => fieldsOf(self.ms)[index] ?? 0;
const datePart = (index: number) => (self: ApexDate) => fieldsOf(self.day * dayMs)[index] ?? 0;
const moved = (unit: number) => (self: ApexDatetime, by: number) => datetimeOf(self.ms + by * unit);

const dateFrom = (ms: number): ApexDate => ({ is: 'date', day: Math.floor(ms / dayMs) });

const parsed = (text: string, tx: Tx): ApexDatetime => {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{2}):(\d{2})$/.exec(text.trim());
  if (!match) throw apexError(tx, 'TypeException', `Invalid date/time: ${text}`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return datetimeOf(Date.UTC(year, month - 1, day, hour, minute, second));
};

const make = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0): ApexDatetime =>
  datetimeOf(Date.UTC(year, month - 1, day, hour, minute, second));

const dateParts: Rows = {
  'Integer year()': datePart(0),
  'Integer month()': datePart(1),
  'Integer day()': datePart(2),
};

const zones = ['', 'Gmt'];

const parts: Rows = Object.fromEntries(
  ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'].flatMap((name, i) =>
    zones.map((zone) => [`Integer ${name}${zone}()`, part(i)]),
  ),
);

export const momentRooms: Room[] = [
  {
    name: 'Datetime',
    methods: {
      ...parts,
      'Long getTime()': (self: ApexDatetime) => BigInt(self.ms),
      'Date date()': (self: ApexDatetime) => dateFrom(self.ms),
      'Date dateGmt()': (self: ApexDatetime) => dateFrom(self.ms),
      'Time time()': (self: ApexDatetime): ApexTime => ({ is: 'time', ms: ((self.ms % dayMs) + dayMs) % dayMs }),
      'Datetime addDays(Integer)': moved(dayMs),
      'Datetime addHours(Integer)': moved(3_600_000),
      'Datetime addMinutes(Integer)': moved(60_000),
      'Datetime addSeconds(Integer)': moved(1000),
      'Datetime addMonths(Integer)': (self: ApexDatetime, by: number) => datetimeOf(addMonths(self.ms, by)),
      'Datetime addYears(Integer)': (self: ApexDatetime, by: number) => datetimeOf(addMonths(self.ms, by * 12)),
      'String format()': (self: ApexDatetime) => formatDate(self.ms, 'M/d/yyyy, h:mm a'),
      'String format(String)': (self: ApexDatetime, pattern: string) => formatDate(self.ms, pattern),
      'String formatGmt(String)': (self: ApexDatetime, pattern: string) => formatDate(self.ms, pattern),
      'Boolean isSameDay(Datetime)': (self: ApexDatetime, other: ApexDatetime) =>
        Math.floor(self.ms / dayMs) === Math.floor(other.ms / dayMs),
      'String toString()': (self: ApexDatetime) => datetimeText(self.ms),
    },
    statics: {
      'Datetime now()': (tx: Tx) => datetimeOf(tx.host.now()),
      'Datetime newInstance(Long)': (ms: bigint) => datetimeOf(Number(ms)),
      'Datetime newInstance(Integer, Integer, Integer)': (y: number, m: number, d: number) => make(y, m, d),
      'Datetime newInstance(Integer, Integer, Integer, Integer, Integer, Integer)': make,
      'Datetime newInstanceGmt(Integer, Integer, Integer)': (y: number, m: number, d: number) => make(y, m, d),
      'Datetime newInstanceGmt(Integer, Integer, Integer, Integer, Integer, Integer)': make,
      'Datetime newInstance(Date, Time)': (date: ApexDate, time: ApexTime) => datetimeOf(date.day * dayMs + time.ms),
      'Datetime valueOf(String)': parsed,
      'Datetime valueOfGmt(String)': parsed,
    },
  },
  {
    name: 'Date',
    methods: {
      ...dateParts,
      'Date addDays(Integer)': (self: ApexDate, by: number): ApexDate => ({ is: 'date', day: self.day + by }),
      'Date addMonths(Integer)': (self: ApexDate, by: number) => dateFrom(addMonths(self.day * dayMs, by)),
      'Date addYears(Integer)': (self: ApexDate, by: number) => dateFrom(addMonths(self.day * dayMs, by * 12)),
      'Integer daysBetween(Date)': (self: ApexDate, other: ApexDate) => other.day - self.day,
      'Integer monthsBetween(Date)': (self: ApexDate, other: ApexDate) => {
        const [a, b] = [fieldsOf(self.day * dayMs), fieldsOf(other.day * dayMs)];
        return (b[0] - a[0]) * 12 + b[1] - a[1];
      },
      'Integer dayOfYear()': (self: ApexDate) => self.day - dateOf(fieldsOf(self.day * dayMs)[0], 1, 1).day + 1,
      'Boolean isSameDay(Date)': (self: ApexDate, other: ApexDate) => self.day === other.day,
      'Date toStartOfMonth()': (self: ApexDate) =>
        dateOf(fieldsOf(self.day * dayMs)[0], fieldsOf(self.day * dayMs)[1], 1),
      'String format()': (self: ApexDate) => formatDate(self.day * dayMs, 'M/d/yyyy'),
    },
    statics: {
      'Date today()': (tx: Tx) => dateFrom(tx.host.now()),
      'Date newInstance(Integer, Integer, Integer)': dateOf,
      'Integer daysInMonth(Integer, Integer)': monthDays,
      'Boolean isLeapYear(Integer)': (year: number) => monthDays(year, 2) === 29,
      'Date valueOf(String)': (text: string, tx: Tx) => {
        const match = /^(\d{4})-(\d{1,2})-(\d{1,2})( .*)?$/.exec(text.trim());
        if (!match) throw apexError(tx, 'TypeException', `Invalid date: ${text}`);
        return dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
      },
    },
  },
  {
    name: 'Time',
    methods: {
      'Integer hour()': (self: ApexTime) => Math.floor(self.ms / 3_600_000),
      'Integer minute()': (self: ApexTime) => Math.floor(self.ms / 60_000) % 60,
      'Integer second()': (self: ApexTime) => Math.floor(self.ms / 1000) % 60,
      'Integer millisecond()': (self: ApexTime) => self.ms % 1000,
    },
    statics: {
      'Time newInstance(Integer, Integer, Integer, Integer)': (
        h: number,
        m: number,
        s: number,
        ms: number,
      ): ApexTime => ({
        is: 'time',
        ms: ((h * 60 + m) * 60 + s) * 1000 + ms,
      }),
    },
  },
];
