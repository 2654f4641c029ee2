import { decodeEntities } from '../soap/entities.ts';
import { xmlTokenAt, type XmlToken } from '../soap/xmlTokens.ts';
import type { PageApex } from '../apex/requests.ts';
import { readExpression } from './expressions.ts';
import type { Page, PagePart, PageProblem } from './page.ts';

type Failure = { failure: string };
type Tag = Extract<XmlToken, { kind: 'open' }>;

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      name.toLowerCase(),
      decodeEntities(double ?? single ?? ''),
    ]),
  );

/** Attributes of a page that this org takes; the first four have no effect on what is rendered here. */
const PAGE_ATTRIBUTES = new Set(
  (
    'apiversion lang title id cache expires contenttype showheader sidebar standardstylesheets applyhtmltag ' +
    'applybodytag doctype label language readonly controller extensions action'
  ).split(' '),
);

const EXPRESSION = /\{!([\s\S]*?)\}/g;

/** The way to a value of a controller; words of the expression language are none. */
const FIELD = /^(?!(?:true|false|null|not|and|or)\b)[A-Za-z]\w*(?:\.[A-Za-z]\w*)*$/i;

/** Text with its expressions set apart; merge fields are for pages that have a controller. */
const partsOf = (text: string, raw: boolean, hasController: boolean): PagePart[] | Failure => {
  const parts: PagePart[] = [];
  let from = 0;
  for (const match of text.matchAll(EXPRESSION)) {
    const expression = match[1] ?? '';
    const field = hasController && FIELD.test(expression.trim()) ? expression.trim() : undefined;
    if (field === undefined && !readExpression(expression))
      return { failure: `NOT_EMULATED: the expression {!${expression}} is not emulated.` };
    parts.push({ text: text.slice(from, match.index) }, field === undefined ? { expression, raw } : { field, raw });
    from = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(from) }];
};

const NOT_EMULATED = (name: string): Failure => ({
  failure: `NOT_EMULATED: the component <${name}> is not emulated; docs/emulator.md lists what is.`,
});

/** What stands for a tag inside the page: HTML passes, `apex:outputText` gives its value. */
const tagParts = (tag: Tag, source: string, start: number, hasController: boolean): PagePart[] | Failure => {
  const name = tag.name.toLowerCase();
  if (!name.includes(':')) return partsOf(source.slice(start, tag.end), false, hasController);
  if (name !== 'apex:outputtext') return NOT_EMULATED(tag.name);
  const { value = '', escape = 'true', ...others } = attributesOf(tag.attributes);
  const [other] = Object.keys(others);
  if (other !== undefined) return { failure: noAttribute(other, tag.name) };
  return partsOf(value, escape.toLowerCase() === 'false', hasController);
};

const noAttribute = (attribute: string, tag: string): string =>
  `NOT_EMULATED: the attribute ${attribute} of <${tag}> is not emulated; docs/emulator.md lists what is.`;

const pageProblem = (tag: Tag | undefined): string | undefined => {
  if (tag?.name.toLowerCase() !== 'apex:page') return 'The markup must start with <apex:page>';
  const attributes = attributesOf(tag.attributes);
  const other = Object.keys(attributes).find((name) => !PAGE_ATTRIBUTES.has(name));
  if (other !== undefined) return noAttribute(other, tag.name);
  const worked = Object.entries(attributes).find(([name, value]) => name !== 'action' && value.includes('{!'));
  if (worked) return `NOT_EMULATED: an expression in the attribute ${worked[0]} of <apex:page> is not emulated.`;
  const { controller, extensions, action } = attributes;
  if (controller === undefined && (extensions ?? action) !== undefined)
    return `NOT_EMULATED: ${extensions === undefined ? 'action' : 'extensions'} of a page without a controller.`;
  return action === undefined || ACTION.test(action)
    ? undefined
    : 'NOT_EMULATED: an action other than a method of the controller is not emulated.';
};

const ACTION = /^\s*\{!\s*(\w+)\s*\}\s*$/;

/** What of a page is Apex. */
const apexOf = (attributes: Page['attributes'], parts: readonly PagePart[]): PageApex | null => {
  const { controller, extensions = '', action = '' } = attributes;
  if (controller === undefined) return null;
  return {
    controller: controller.trim(),
    extensions: extensions
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    action: ACTION.exec(action)?.[1] ?? null,
    fields: [...new Set(parts.flatMap((part) => ('field' in part ? [part.field] : [])))],
  };
};

const isFailure = (value: PagePart[] | Failure): value is Failure => 'failure' in value;

/** Reads a page's markup, which is well-formed XML. Components and attributes that this org does not have are refused. */
export const parsePage = (markup: string): Page | PageProblem => {
  const source = markup.replace(/^\uFEFF/, '');
  const open: string[] = [];
  const parts: PagePart[] = [];
  let root: Tag | undefined;
  let hasController = false;
  let offset = 0;
  const at = (problem: string): PageProblem => {
    const before = source.slice(0, offset).split('\n');
    return { problem, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  };
  while (offset < source.length) {
    const token = xmlTokenAt(source, offset);
    if (!token) return at('The markup must be well-formed XML.');
    let added: PagePart[] | Failure = [];
    if (token.kind === 'open' && !root) {
      const wrong = pageProblem(token);
      if (wrong !== undefined) return at(wrong);
      root = token;
      hasController = 'controller' in attributesOf(token.attributes);
      if (!token.isEmpty) open.push(token.name);
    } else if (token.kind === 'open') {
      if (open.length === 0) return at('Markup after </apex:page> is not allowed.');
      added = tagParts(token, source, offset, hasController);
      if (!token.isEmpty) open.push(token.name);
    } else if (token.kind === 'close') {
      if (open.pop() !== token.name) return at(`The element type "${token.name}" is not open here.`);
      if (open.length > 0 && !token.name.includes(':')) added = [{ text: source.slice(offset, token.end) }];
    } else if (token.kind === 'text' && open.length > 0) {
      added = partsOf(token.isCdata ? token.text : decodeEntities(token.text), false, hasController);
    } else if (token.kind === 'text' && token.text.trim() !== '') {
      return at('Text outside <apex:page> is not allowed.');
    }
    if (isFailure(added)) return at(added.failure);
    parts.push(...added);
    offset = token.end;
  }
  if (!root) return at('The markup must start with <apex:page>');
  if (open.length > 0) return at(`The element type "${open.at(-1)}" must be terminated by its end-tag.`);
  const attributes = attributesOf(root.attributes);
  return { attributes, parts, apex: apexOf(attributes, parts) };
};
