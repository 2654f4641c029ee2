const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (whole: string, body: string): string => {
  if (!body.startsWith('#')) return NAMED[body] ?? whole;
  const code = body.startsWith('#x') ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

/** Resolves the five named entities and character references, once: `&amp;lt;` gives `&lt;`. */
export const decodeEntities = (text: string): string => text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, decoded);

const isCarried = (code: number): boolean => code >= 32 || code === 9 || code === 10 || code === 13;

/** Escapes text for an element or an attribute. Control characters that XML 1.0 cannot carry become U+FFFD. */
export const encodeEntities = (text: string): string =>
  text
    .replaceAll(/\p{Cc}/gu, (char) => (isCarried(char.charCodeAt(0)) ? char : '\ufffd'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
