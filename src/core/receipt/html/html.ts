import { escapeXml } from '../../xml/escapeXml.ts';

/** Text that is HTML already; any other text is escaped where it is put in. */
export type Html = { html: string };

type Part = Html | string | number | readonly Html[];

const textOf = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escapeXml(`${part}`);
  return 'html' in part ? part.html : part.map(({ html: text }) => text).join('\n');
};

/** HTML, or SVG in it, around values that are escaped; lists of HTML are joined. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.map((text, index) => text + textOf(parts[index] ?? '')).join(''),
});

export const NOTHING: Html = { html: '' };
