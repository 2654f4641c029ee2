const APEX_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** What stands between the quotes of a string literal of Apex, or of SOQL, which has the same. */
export const apexText = (value: string): string =>
  value.replace(/[\\'\n\r\t]/g, (character) => APEX_ESCAPES[character] ?? character);

/** A value as a string literal of Apex or SOQL, quotes included. */
export const apexString = (value: string): string => `'${apexText(value)}'`;
