import type { Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { platformType } from '../types/platform.ts';
import type { Room } from './define.ts';
import { javaPattern } from './javaPattern.ts';

type PatternState = { source: string };
type MatcherState = { source: string; text: string; at: number; match: RegExpExecArray | null };

const matcher = (source: string, text: string): Value => {
  const state: MatcherState = { source, text, at: 0, match: null };
  return { is: 'native', type: platformType('Matcher'), state };
};

const matchesWhole = (tx: Tx, source: string, text: string): RegExpExecArray | null =>
  javaPattern(tx, `^(?:${source})$`, '').exec(text);

/** The last match, as long as there was one. */
const found = (tx: Tx, { state }: Native<MatcherState>): RegExpExecArray => {
  if (!state.match) throw apexError(tx, 'StringException', 'No match found');
  return state.match;
};

const find = ({ state }: Native<MatcherState>, tx: Tx): boolean => {
  const pattern = javaPattern(tx, state.source, 'g');
  pattern.lastIndex = state.at;
  state.match = state.at > state.text.length ? null : pattern.exec(state.text);
  // A match of nothing moves on by one, or it would be found for ever.
  if (state.match) state.at = state.match.index + Math.max(state.match[0].length, 1);
  return state.match !== null;
};

const group = (self: Native<MatcherState>, index: number, tx: Tx): string | null => {
  const match = found(tx, self);
  if (index < 0 || index >= match.length) throw apexError(tx, 'StringException', `No group ${index}`);
  return match[index] ?? null;
};

export const regexRooms: Room[] = [
  {
    name: 'Pattern',
    methods: {
      'Matcher matcher(String)': ({ state }: Native<PatternState>, text: string) => matcher(state.source, text),
      'String pattern()': ({ state }: Native<PatternState>) => state.source,
    },
    statics: {
      'Pattern compile(String)': (source: string, tx: Tx): Value => {
        javaPattern(tx, source, '');
        return { is: 'native', type: platformType('Pattern'), state: { source } };
      },
      'Boolean matches(String, String)': (source: string, text: string, tx: Tx) =>
        matchesWhole(tx, source, text) !== null,
      'String quote(String)': (text: string) => `\\Q${text}\\E`,
    },
  },
  {
    name: 'Matcher',
    methods: {
      'Boolean find()': find,
      'Boolean matches()': ({ state }: Native<MatcherState>, tx: Tx) => {
        state.match = matchesWhole(tx, state.source, state.text);
        return state.match !== null;
      },
      'Boolean lookingAt()': ({ state }: Native<MatcherState>, tx: Tx) => {
        state.match = javaPattern(tx, `^(?:${state.source})`, '').exec(state.text);
        return state.match !== null;
      },
      'String group()': (self: Native<MatcherState>, tx: Tx) => group(self, 0, tx),
      'String group(Integer)': group,
      'Integer groupCount()': ({ state }: Native<MatcherState>, tx: Tx) =>
        (javaPattern(tx, `${state.source}|`, '').exec('')?.length ?? 1) - 1,
      'Integer start()': (self: Native<MatcherState>, tx: Tx) => found(tx, self).index,
      'Integer end()': (self: Native<MatcherState>, tx: Tx) => found(tx, self).index + found(tx, self)[0].length,
      'String replaceAll(String)': ({ state }: Native<MatcherState>, to: string, tx: Tx) =>
        state.text.replace(javaPattern(tx, state.source, 'g'), to),
      'String replaceFirst(String)': ({ state }: Native<MatcherState>, to: string, tx: Tx) =>
        state.text.replace(javaPattern(tx, state.source, ''), to),
      'Matcher reset()': (self: Native<MatcherState>) => {
        Object.assign(self.state, { at: 0, match: null });
        return self;
      },
    },
  },
];
