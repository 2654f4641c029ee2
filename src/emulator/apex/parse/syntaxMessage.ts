const textOf = (symbol: unknown): string =>
  typeof symbol === 'object' && symbol !== null && 'text' in symbol ? String(symbol.text) : '';

/** ANTLR's wording, and the platform compiler's for the same fault (emulated-org §2.3). */
const rows: [RegExp, (match: RegExpExecArray, token: string) => string][] = [
  [/^missing '(.+?)' at '(.*)'$/s, ([, wanted, found]) => `Missing '${wanted ?? ''}' at '${found ?? ''}'`],
  [
    /^token recognition error at: '(.*)'?$/s,
    ([, found]) =>
      /^'/.test(found ?? '')
        ? 'Illegal string literal: Line breaks are not allowed in string literals'
        : `Unrecognized symbol '${(found ?? '').replace(/'$/, '')}', which is not a valid Apex identifier.`,
  ],
  [/^extraneous input '(.*?)' expecting/s, ([, found]) => `Unexpected token '${found ?? ''}'.`],
];

export const syntaxMessage = (message: string, symbol: unknown): string => {
  const token = textOf(symbol);
  for (const [pattern, words] of rows) {
    const match = pattern.exec(message);
    if (match) return words(match, token);
  }
  return `Unexpected token '${token}'.`;
};
