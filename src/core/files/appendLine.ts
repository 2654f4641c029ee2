/** `text` with `line` under `comment` at its end, unless the line is there already. For .forceignore and .gitignore. */
export const appendLine = (text: string, comment: string, line: string): string => {
  const lines = text.split(/\r?\n/).map((existing) => existing.trim());
  if (lines.includes(line)) return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const head = text.trimEnd();
  return [...(head === '' ? [] : [head, '']), `# ${comment}`, line, ''].join(eol);
};
