const BOM = '\uFEFF';

/** The text as it is generated: `\n` alone, no byte order mark. Git and editors may have changed both; that is no edit. */
export const plainText = (text: string): string =>
  (text.startsWith(BOM) ? text.slice(1) : text).replaceAll('\r\n', '\n');

/** Plain `text` with the line ends and the byte order mark of the file that it replaces. */
export const inStyleOf = (found: string | undefined, text: string): string => {
  if (found === undefined) return text;
  const ended = found.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
  return found.startsWith(BOM) ? `${BOM}${ended}` : ended;
};

export const isSameText = (a: string, b: string | undefined): boolean =>
  b !== undefined && plainText(a) === plainText(b);
