const REDACTED = '[REDACTED]';

/** What a session id, an access token of an org, a JWT and an authorization header look like. */
const TOKENS: readonly RegExp[] = [
  /\b00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?(?:!|%21)[\w.%]+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(?<=\b(?:Bearer|OAuth)\s+)[\w.!~+/=-]{20,}/gi,
];

// Escape sequences would steer a terminal, and XML cannot hold control characters; tab and line feed are harmless.
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

const cleanText = (text: string): string =>
  TOKENS.reduce((rest, token) => rest.replace(token, REDACTED), text).replace(UNPRINTABLE, '\uFFFD');

const clean = (value: unknown): unknown => {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, clean(part)]));
};

/** `report`, plain data, without what looks like a token and without control characters: it quotes what an org said. */
export const cleanTexts = <T extends object>(report: T): T => clean(report) as T;
