/** The words of Apex source in lower case, those of comments and strings left out. */
export const wordsOf = (source: string): Set<string> =>
  new Set(
    source
      .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'/g, ' ')
      .toLowerCase()
      .match(/\b[a-z]\w*\b/g) ?? [],
  );
