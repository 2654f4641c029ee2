type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** First moment of the day, week (Sunday), month, quarter or year that is `steps` away from that of `ms`; GMT. */
const startOf = (unit: Unit, ms: number, steps: number): number => {
  const at = new Date(ms);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  switch (unit) {
    case 'day':
      return Date.UTC(year, month, day + steps);
    case 'week':
      return Date.UTC(year, month, day - at.getUTCDay() + 7 * steps);
    case 'month':
      return Date.UTC(year, month + steps, 1);
    case 'quarter':
      return Date.UTC(year, month - (month % 3) + 3 * steps, 1);
    case 'year':
      return Date.UTC(year + steps, 0, 1);
  }
};

const STEPS: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };
const DAYS: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

const counted = (which: string, unit: Unit, count: number, now: number): DateRange => {
  if (which === 'n_ago') return { from: startOf(unit, now, -count), to: startOf(unit, now, 1 - count) };
  // LAST_N_DAYS ends with today; of longer units the one that is under way does not count.
  if (which === 'last_n') return { from: startOf(unit, now, -count), to: startOf(unit, now, unit === 'day' ? 1 : 0) };
  return { from: startOf(unit, now, 1), to: startOf(unit, now, count + 1) };
};

/** From this moment to before that one, in milliseconds since the epoch. */
export type DateRange = { from: number; to: number };

/** What a date literal such as `last_n_days:3` means at that time; undefined when there is none of that name. */
export const dateRange = (text: string, now: number): DateRange | undefined => {
  const [word = '', number] = text.split(':');
  const days = DAYS[word];
  if (days !== undefined) return { from: startOf('day', now, days), to: startOf('day', now, days + 1) };
  if (word === 'last_90_days') return { from: startOf('day', now, -90), to: startOf('day', now, 1) };
  if (word === 'next_90_days') return { from: startOf('day', now, 1), to: startOf('day', now, 91) };
  const [, which = '', named, ago] =
    /^(last|this|next|last_n|next_n|n)_(day|week|month|quarter|year)s?(_ago)?$/.exec(word) ?? [];
  const unit = named as Unit | undefined;
  const step = STEPS[which];
  if (unit && step !== undefined && unit !== 'day' && number === undefined) {
    return { from: startOf(unit, now, step), to: startOf(unit, now, step + 1) };
  }
  const kind = which === 'n' && ago ? 'n_ago' : which;
  const known = kind === 'n_ago' || kind === 'last_n' || kind === 'next_n';
  return unit && known && /^\d+$/.test(number ?? '') ? counted(kind, unit, Number(number), now) : undefined;
};
