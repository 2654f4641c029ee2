import type { Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { checkSize } from '../run/interrupt.ts';
import type { Room } from './define.ts';
import { hashText } from './object.ts';

const outOfBounds = (tx: Tx, start: number, end: number): Error =>
  apexError(tx, 'StringException', `Starting position out of bounds: ${start > end ? start : end}`);

const substring = (self: string, start: number, end: number, tx: Tx): string => {
  if (start < 0 || start > self.length || end > self.length || end < start) throw outOfBounds(tx, start, end);
  return self.slice(start, end);
};

const blank = (text: string | null): boolean => text === null || text.trim() === '';

const between = (self: string, open: string, close: string): string | null => {
  const from = self.indexOf(open);
  if (from < 0) return null;
  const to = self.indexOf(close, from + open.length);
  return to < 0 ? null : self.slice(from + open.length, to);
};

const pad = (self: string, size: number, text: string, atEnd: boolean): string =>
  atEnd ? self.padEnd(size, text) : self.padStart(size, text);

const titled = (text: string, change: (first: string) => string): string => change(text.slice(0, 1)) + text.slice(1);

/** An index where nothing is found is -1, as in JavaScript. */
export const stringRoom: Room = {
  name: 'String',
  methods: {
    'Integer length()': (self: string) => self.length,
    'Boolean contains(String)': (self: string, part: string) => self.includes(part),
    'Boolean containsIgnoreCase(String)': (self: string, part: string) =>
      self.toLowerCase().includes(part.toLowerCase()),
    'Boolean containsAny(String)': (self: string, chars: string) =>
      Array.from(chars).some((char) => self.includes(char)),
    'Boolean containsOnly(String)': (self: string, chars: string) =>
      Array.from(self).every((char) => chars.includes(char)),
    'Boolean containsNone(String)': (self: string, chars: string) =>
      !Array.from(chars).some((char) => self.includes(char)),
    'Boolean containsWhitespace()': (self: string) => /\s/.test(self),
    'Boolean startsWith(String)': (self: string, part: string) => self.startsWith(part),
    'Boolean startsWithIgnoreCase(String)': (self: string, part: string) =>
      self.toLowerCase().startsWith(part.toLowerCase()),
    'Boolean endsWith(String)': (self: string, part: string) => self.endsWith(part),
    'Boolean endsWithIgnoreCase(String)': (self: string, part: string) =>
      self.toLowerCase().endsWith(part.toLowerCase()),
    'Boolean equals(String?)': (self: string, other: string | null) => self === other,
    'Boolean equals(Object?)': (self: string, other: Value) => self === other,
    'Boolean equalsIgnoreCase(String?)': (self: string, other: string | null) =>
      self.toLowerCase() === other?.toLowerCase(),
    'Integer hashCode()': (self: string) => hashText(self),
    'Integer compareTo(String)': (self: string, other: string) => (self < other ? -1 : self > other ? 1 : 0),
    'Integer indexOf(String)': (self: string, part: string) => self.indexOf(part),
    'Integer indexOf(String, Integer)': (self: string, part: string, from: number) => self.indexOf(part, from),
    'Integer indexOfIgnoreCase(String)': (self: string, part: string) => self.toLowerCase().indexOf(part.toLowerCase()),
    'Integer lastIndexOf(String)': (self: string, part: string) => self.lastIndexOf(part),
    'Integer lastIndexOf(String, Integer)': (self: string, part: string, from: number) => self.lastIndexOf(part, from),
    'String substring(Integer)': (self: string, start: number, tx: Tx) => substring(self, start, self.length, tx),
    'String substring(Integer, Integer)': substring,
    'String substringBefore(String)': (self: string, part: string) =>
      self.includes(part) ? self.slice(0, self.indexOf(part)) : self,
    'String substringBeforeLast(String)': (self: string, part: string) =>
      self.includes(part) ? self.slice(0, self.lastIndexOf(part)) : self,
    'String substringAfter(String)': (self: string, part: string) =>
      self.includes(part) ? self.slice(self.indexOf(part) + part.length) : '',
    'String substringAfterLast(String)': (self: string, part: string) =>
      self.includes(part) ? self.slice(self.lastIndexOf(part) + part.length) : '',
    'String substringBetween(String)': (self: string, tag: string) => between(self, tag, tag),
    'String substringBetween(String, String)': between,
    'String left(Integer)': (self: string, size: number) => self.slice(0, Math.max(size, 0)),
    'String right(Integer)': (self: string, size: number) => (size <= 0 ? '' : self.slice(-size)),
    'String mid(Integer, Integer)': (self: string, start: number, size: number) =>
      self.slice(Math.max(start, 0), Math.max(start, 0) + size),
    'String leftPad(Integer)': (self: string, size: number) => pad(self, size, ' ', false),
    'String leftPad(Integer, String)': (self: string, size: number, text: string) => pad(self, size, text, false),
    'String rightPad(Integer)': (self: string, size: number) => pad(self, size, ' ', true),
    'String rightPad(Integer, String)': (self: string, size: number, text: string) => pad(self, size, text, true),
    'String center(Integer)': (self: string, size: number) =>
      self.padStart(self.length + Math.floor(Math.max(size - self.length, 0) / 2)).padEnd(size),
    'String repeat(Integer)': (self: string, times: number, tx: Tx) => {
      checkSize(tx, self.length * times);
      return self.repeat(Math.max(times, 0));
    },
    'String reverse()': (self: string) => Array.from(self).reverse().join(''),
    'String trim()': (self: string) => self.trim(),
    'String normalizeSpace()': (self: string) => self.trim().replace(/\s+/g, ' '),
    'String deleteWhitespace()': (self: string) => self.replace(/\s+/g, ''),
    'String toLowerCase()': (self: string) => self.toLowerCase(),
    'String toUpperCase()': (self: string) => self.toUpperCase(),
    'String capitalize()': (self: string) => titled(self, (first) => first.toUpperCase()),
    'String uncapitalize()': (self: string) => titled(self, (first) => first.toLowerCase()),
    'String swapCase()': (self: string) =>
      Array.from(self)
        .map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()))
        .join(''),
    'String remove(String)': (self: string, part: string) => (part === '' ? self : self.replaceAll(part, '')),
    'String removeStart(String)': (self: string, part: string) =>
      self.startsWith(part) ? self.slice(part.length) : self,
    'String removeEnd(String)': (self: string, part: string) =>
      part !== '' && self.endsWith(part) ? self.slice(0, -part.length) : self,
    'String replace(String, String)': (self: string, from: string, to: string) => self.split(from).join(to),
    'Integer countMatches(String)': (self: string, part: string) => (part === '' ? 0 : self.split(part).length - 1),
    'Integer charAt(Integer)': (self: string, at: number, tx: Tx) => {
      if (at < 0 || at >= self.length) throw apexError(tx, 'StringException', `String index out of range: ${at}`);
      return self.charCodeAt(at);
    },
    'String abbreviate(Integer)': (self: string, size: number) =>
      self.length <= size ? self : `${self.slice(0, size - 3)}...`,
    'Boolean isAlpha()': (self: string) => /^\p{L}+$/u.test(self),
    'Boolean isAlphanumeric()': (self: string) => /^[\p{L}\p{Nd}]+$/u.test(self),
    'Boolean isNumeric()': (self: string) => /^\p{Nd}+$/u.test(self),
    'Boolean isWhitespace()': (self: string) => /^\s*$/.test(self),
    'Boolean isAllLowerCase()': (self: string) => /^\p{Ll}+$/u.test(self),
    'Boolean isAllUpperCase()': (self: string) => /^\p{Lu}+$/u.test(self),
    'String escapeHtml4()': (self: string) =>
      self.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
    'String escapeXml()': (self: string) =>
      self
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/"/g, '&quot;')
        .replace(/'/g, '&apos;'),
  },
  statics: {
    'Boolean isBlank(String?)': blank,
    'Boolean isNotBlank(String?)': (text: string | null) => !blank(text),
    'Boolean isEmpty(String?)': (text: string | null) => text === null || text === '',
    'Boolean isNotEmpty(String?)': (text: string | null) => text !== null && text !== '',
    'String escapeSingleQuotes(String)': (text: string) => text.replace(/\\/g, '\\\\').replace(/'/g, "\\'"),
  },
};
