/** What a claim or header of an external credential comes to. */
export type ClaimValue = string | number | object | boolean;

/** The moment as seconds since 1970, as everybody writes it in a claim's formula; `+180` and the like after it. */
const SECONDS = /^\{!(text\()?floor\(\(now\(\)-datetimevalue\("1970-01-0100:00:00"\)\)\*86400([+-]\d+)?\)\)?\}$/i;

const isJson = (text: string): boolean => /^["[{]/.test(text) && !text.startsWith('{!');

const fromJson = (text: string): ClaimValue | undefined => {
  try {
    return JSON.parse(text) as ClaimValue;
  } catch {
    return undefined;
  }
};

/** A text, a JSON value with its own quotes, or the one formula that is understood; undefined for any other formula. */
const claimValue = (text: string, now: number): ClaimValue | undefined => {
  const formula = SECONDS.exec(text.replace(/\s+/g, ''));
  if (formula) return Math.floor(now / 1000) + Number(formula[2] ?? 0);
  if (text.startsWith('{!')) return undefined;
  return isJson(text) ? fromJson(text) : /^\d{9,12}$/.test(text) ? Number(text) : text;
};

/** Values of all claims, or the name of the one that cannot be made out. */
export const claimValues = (
  claims: Readonly<Record<string, string>>,
  now: number,
): Record<string, ClaimValue> | { unknown: string } => {
  const values: Record<string, ClaimValue> = {};
  for (const [name, text] of Object.entries(claims)) {
    const value = claimValue(text, now);
    if (value === undefined) return { unknown: name };
    values[name] = value;
  }
  return values;
};
