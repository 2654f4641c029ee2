import type { ApexDate, ApexDatetime, ApexList, Later, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { integerType, listOf, stringType } from '../types/platform.ts';
import { dateText, datetimeText } from '../values/moment.ts';
import { textOf } from '../values/text.ts';
import type { Room, Rows } from './define.ts';
import { javaPattern } from './javaPattern.ts';

const stringList = (items: string[]): ApexList => ({ is: 'list', type: listOf(stringType), items });

/** As Java splits: empty parts at the end are dropped unless a limit keeps them. */
const split = (self: string, pattern: string, limit: number, tx: Tx): ApexList => {
  const separator = javaPattern(tx, pattern, 'g');
  const parts: string[] = [];
  let last = 0;
  for (const match of self.matchAll(separator)) {
    if (limit > 0 && parts.length === limit - 1) break;
    const empty = match[0] === '';
    if (empty && (match.index === 0 || match.index >= self.length)) continue;
    if (match.index === 0 && match[0].length > 0 && self === '') continue;
    parts.push(self.slice(last, match.index));
    last = match.index + match[0].length;
  }
  parts.push(self.slice(last));
  if (limit === 0) while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return stringList(parts);
};

const format = (text: string, values: ApexList, tx: Tx): Later<string> =>
  then(
    inTurn(values.items, (item) => textOf(tx, item)),
    (parts) => {
      let result = '';
      let quoted = false;
      for (let i = 0; i < text.length; i += 1) {
        const char = text[i] ?? '';
        const hole = /^\{(\d+)\}/.exec(text.slice(i));
        if (char === "'") {
          if (text[i + 1] === "'") {
            result += "'";
            i += 1;
          } else quoted = !quoted;
        } else if (!quoted && hole) {
          result += parts[Number(hole[1])] ?? hole[0];
          i += hole[0].length - 1;
        } else result += char;
      }
      return result;
    },
  );

const methods: Rows = {
  'List<String> split(String)': (self: string, pattern: string, tx: Tx) => split(self, pattern, 0, tx),
  'List<String> split(String, Integer)': split,
  'String replaceAll(String, String)': (self: string, pattern: string, to: string, tx: Tx) =>
    self.replace(javaPattern(tx, pattern, 'g'), to),
  'String replaceFirst(String, String)': (self: string, pattern: string, to: string, tx: Tx) =>
    self.replace(javaPattern(tx, pattern, ''), to),
  'List<Integer> getChars()': (self: string): ApexList => ({
    is: 'list',
    type: listOf(integerType),
    items: Array.from({ length: self.length }, (_, i) => self.charCodeAt(i)),
  }),
};

const statics: Rows = {
  'String valueOf(Date?)': (value: ApexDate | null) => (value ? dateText(value.day) : null),
  'String valueOf(Datetime?)': (value: ApexDatetime | null) => (value ? datetimeText(value.ms) : null),
  'String valueOf(Object?)': (value: Value, tx: Tx) => (value === null ? null : textOf(tx, value)),
  'String valueOfGmt(Datetime)': (value: ApexDatetime) => datetimeText(value.ms),
  'String join(Iterable<Object>, String)': (values: Value, separator: string, tx: Tx) => {
    const items =
      values !== null && typeof values === 'object' && values.is === 'list'
        ? values.items
        : [...(values as Extract<Value, { is: 'set' }>).entries.values()];
    return then(
      inTurn(items, (item) => textOf(tx, item)),
      (parts) => parts.join(separator),
    );
  },
  'String format(String, List<Object>)': format,
  'String fromCharArray(List<Integer>)': (codes: ApexList, tx: Tx) => {
    if (codes.items.includes(null)) throw apexError(tx, 'NullPointerException', 'Argument cannot be null');
    return String.fromCharCode(...(codes.items as number[]));
  },
};

/** The rest of String: what makes or takes lists and other values. */
export const stringListsRoom: Room = { name: 'String', methods, statics };
