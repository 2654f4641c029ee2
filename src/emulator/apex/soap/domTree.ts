import { decodeEntities } from '../../soap/entities.ts';
import { parseXml } from '../../soap/parseXml.ts';
import { xmlTokenAt } from '../../soap/xmlTokens.ts';

/** A node of a document, children in order. Names without prefix; no namespace is an empty one. */
export type DomNode = {
  kind: 'ELEMENT' | 'TEXT' | 'COMMENT';
  name: string;
  namespace: string;
  text: string;
  attributes: { name: string; namespace: string; value: string }[];
  children: DomNode[];
  parent: DomNode | null;
};

type Namespaces = ReadonlyMap<string, string>;

type Open = { node: DomNode; namespaces: Namespaces };

const pairsIn = (text: string): [string, string][] =>
  [...text.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
    name,
    decodeEntities(double ?? single ?? ''),
  ]);

const split = (qualified: string): [prefix: string, name: string] => {
  const at = qualified.indexOf(':');
  return at === -1 ? ['', qualified] : [qualified.slice(0, at), qualified.slice(at + 1)];
};

const declared = (outer: Namespaces, pairs: readonly [string, string][]): Namespaces => {
  const inner = new Map(outer);
  for (const [name, value] of pairs) {
    if (name === 'xmlns') inner.set('', value);
    else if (name.startsWith('xmlns:')) inner.set(name.slice('xmlns:'.length), value);
  }
  return inner;
};

const element = (qualified: string, attributes: string, parent: Open | undefined): Open => {
  const pairs = pairsIn(attributes);
  const namespaces = declared(parent?.namespaces ?? new Map(), pairs);
  const [prefix, name] = split(qualified);
  const node: DomNode = {
    kind: 'ELEMENT',
    name,
    namespace: namespaces.get(prefix) ?? '',
    text: '',
    attributes: pairs
      .filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
      .map(([key, value]) => {
        const [attributePrefix, bare] = split(key);
        return { name: bare, namespace: attributePrefix === '' ? '' : (namespaces.get(attributePrefix) ?? ''), value };
      }),
    children: [],
    parent: parent?.node ?? null,
  };
  parent?.node.children.push(node);
  return { node, namespaces };
};

const text = (value: string, parent: DomNode): void => {
  parent.children.push({ kind: 'TEXT', name: '', namespace: '', text: value, attributes: [], children: [], parent });
};

/** A document's root with all below it, or what keeps the text from being a document. */
export const readDom = (source: string): DomNode | { problem: string } => {
  const checked = parseXml(source);
  if ('problem' in checked) return { problem: checked.problem };
  const open: Open[] = [];
  let root: DomNode | null = null;
  let offset = source.startsWith('\uFEFF') ? 1 : 0;
  for (let token = xmlTokenAt(source, offset); token; token = xmlTokenAt(source, offset)) {
    offset = token.end;
    const parent = open.at(-1);
    if (token.kind === 'text' && parent) text(token.isCdata ? token.text : decodeEntities(token.text), parent.node);
    if (token.kind === 'close') open.pop();
    if (token.kind !== 'open') continue;
    const made = element(token.name, token.attributes, parent);
    root ??= made.node;
    if (!token.isEmpty) open.push(made);
  }
  return root ?? { problem: 'Start tag expected.' };
};
