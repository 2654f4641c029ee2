import type { ApexDate, ApexDatetime } from '../model.ts';

export const dayMs = 86_400_000;

const two = (value: number): string => String(value).padStart(2, '0');

export const dateOf = (year: number, month: number, day: number): ApexDate => ({
  is: 'date',
  day: Math.floor(Date.UTC(year, month - 1, day) / dayMs),
});

export const datetimeOf = (ms: number): ApexDatetime => ({ is: 'datetime', ms });

/** Year, month 1 to 12, day, hour, minute, second, millisecond; GMT, as all of the emulated org is. */
export const fieldsOf = (ms: number): [number, number, number, number, number, number, number] => {
  const at = new Date(ms);
  return [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
    at.getUTCMilliseconds(),
  ];
};

export const dateText = (day: number): string => {
  const [year, month, date] = fieldsOf(day * dayMs);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
};

/** `HH:mm:ss` of a time of day in milliseconds. */
export const clockText = (ms: number): string => {
  const [, , , hour, minute, second] = fieldsOf(ms);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
};

export const datetimeText = (ms: number): string => `${dateText(Math.floor(ms / dayMs))} ${clockText(ms)}`;

export const isoText = (ms: number): string => new Date(ms).toISOString();
