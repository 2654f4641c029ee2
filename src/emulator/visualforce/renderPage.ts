import { readExpression, type ExpressionScope } from './expressions.ts';
import type { Page, PagePart } from './page.ts';

export type Rendered = { contentType: string; body: string };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

const isOff = (page: Page, attribute: string): boolean => page.attributes[attribute]?.toLowerCase() === 'false';

const inHtml = (page: Page, content: string): string => {
  const body = isOff(page, 'applybodytag') ? content : `<body>${content}</body>`;
  const styles = isOff(page, 'standardstylesheets') ? '' : '<link rel="stylesheet" href="/sCSS/standard.css" />';
  const head = `<head>${styles}<title>${escaped(page.attributes['title'] ?? '')}</title></head>`;
  const html = isOff(page, 'applyhtmltag') ? content : `<html>${head}${body}</html>`;
  return `\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">\n${html}\n`;
};

/**
 * A page as it is served: values of expressions are escaped for HTML, and the markup of an HTML page stands within a
 * document of the platform's. Of another content type (`text/plain`) only what the page itself says is served.
 */
export const renderPage = (page: Page, scope: ExpressionScope): Rendered => {
  const shown = (part: PagePart): string => {
    if ('text' in part) return part.text;
    const value =
      'field' in part ? (scope.fields.get(part.field) ?? '') : (readExpression(part.expression)?.(scope) ?? '');
    return part.raw ? value : escaped(value);
  };
  const content = page.parts.map(shown).join('');
  const given = page.attributes['contenttype'] ?? 'text/html';
  const contentType = /;\s*charset=/i.test(given) ? given : `${given.split('#')[0] ?? given};charset=UTF-8`;
  return { contentType, body: /^text\/html/i.test(given) ? inHtml(page, content) : content };
};
