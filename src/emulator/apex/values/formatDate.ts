import { dayMs, fieldsOf } from './moment.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Thursday Friday Saturday Sunday Monday Tuesday Wednesday'.split(' ');

const number = (value: number, width: number): string => String(value).padStart(width, '0');

const word = (name: string, width: number): string => (width >= 4 ? name : name.slice(0, 3));

/** Letters of Java's SimpleDateFormat, as far as GMT and English need them. */
const letters: Record<string, (ms: number, width: number) => string> = {
  y: (ms, width) => (width === 2 ? number(fieldsOf(ms)[0] % 100, 2) : number(fieldsOf(ms)[0], width)),
  M: (ms, width) => (width > 2 ? word(months[fieldsOf(ms)[1] - 1] ?? '', width) : number(fieldsOf(ms)[1], width)),
  d: (ms, width) => number(fieldsOf(ms)[2], width),
  H: (ms, width) => number(fieldsOf(ms)[3], width),
  h: (ms, width) => number(fieldsOf(ms)[3] % 12 || 12, width),
  m: (ms, width) => number(fieldsOf(ms)[4], width),
  s: (ms, width) => number(fieldsOf(ms)[5], width),
  S: (ms, width) => number(fieldsOf(ms)[6], width),
  a: (ms) => (fieldsOf(ms)[3] < 12 ? 'AM' : 'PM'),
  E: (ms, width) => word(days[((Math.floor(ms / dayMs) % 7) + 7) % 7] ?? '', width),
  z: () => 'GMT',
  Z: () => '+0000',
  X: () => 'Z',
};

/** A moment in a SimpleDateFormat pattern; a letter that is not known stands as it is. */
export const formatDate = (ms: number, pattern: string): string =>
  pattern.replace(
    /'((?:[^']|'')*)'|([a-zA-Z])\2*/g,
    (whole, quoted: string | undefined, letter: string | undefined) => {
      if (quoted !== undefined) return quoted === '' ? "'" : quoted.replace(/''/g, "'");
      return letters[letter ?? '']?.(ms, whole.length) ?? whole;
    },
  );
