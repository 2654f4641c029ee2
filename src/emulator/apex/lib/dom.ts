import type { ApexEnum, ApexType, ApexTypeValue, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { listOf, platformType } from '../types/platform.ts';
import { readDom, type DomNode } from '../soap/domTree.ts';
import type { Room } from './define.ts';

type Document = Native<{ root: DomNode | null }>;
type XmlNode = Native<DomNode>;

const nodeOf = (state: DomNode | null): XmlNode | null =>
  state && { is: 'native', type: platformType('Dom.XmlNode'), state };

const listOfNodes = (nodes: readonly DomNode[]): Value => ({
  is: 'list',
  type: listOf(platformType('Dom.XmlNode')),
  items: nodes.map(nodeOf),
});

const elementsOf = ({ state }: XmlNode): DomNode[] => state.children.filter(({ kind }) => kind === 'ELEMENT');

const load = (self: Document, text: string, tx: Tx): void => {
  const root = readDom(text);
  if ('problem' in root) throw apexError(tx, 'XmlException', `Failed to parse XML due to: ${root.problem}`);
  self.state.root = root;
};

const childOf = (self: XmlNode, name: string, namespace: string | null): Value =>
  nodeOf(
    elementsOf(self).find((child) => child.name === name && (child.namespace || null) === (namespace || null)) ?? null,
  );

const attribute = ({ state }: XmlNode, name: string, namespace: string | null): Value =>
  state.attributes.find((each) => each.name === name && (each.namespace || null) === (namespace || null))?.value ??
  null;

const kindOf = ({ state }: XmlNode, tx: Tx): Value => {
  const field = platformType('Dom.XmlNodeType').def.fields.get(state.kind.toLowerCase());
  return (field?.get?.(tx, null) ?? null) as ApexEnum | null;
};

const newDocument = (type: ApexType): Document => ({ is: 'native', type, state: { root: null } });

/** Reading of XML: documents are parsed and walked. Building and writing them is not emulated. */
export const domRooms: Room[] = [
  { name: 'Dom.XmlNodeType', kind: 'enum', constants: ['COMMENT', 'ELEMENT', 'TEXT'] },
  {
    name: 'Dom.Document',
    constructors: { '()': (type: ApexTypeValue) => newDocument(type.value) },
    methods: {
      'void load(String)': load,
      'Dom.XmlNode getRootElement()': ({ state }: Document) => nodeOf(state.root),
    },
  },
  {
    name: 'Dom.XmlNode',
    methods: {
      'String getName()': ({ state }: XmlNode) => (state.kind === 'ELEMENT' ? state.name : null),
      'String getNamespace()': ({ state }: XmlNode) => state.namespace || null,
      'String getText()': ({ state }: XmlNode) =>
        state.kind === 'ELEMENT'
          ? state.children
              .filter(({ kind }) => kind === 'TEXT')
              .map(({ text }) => text)
              .join('')
          : state.text,
      'Dom.XmlNodeType getNodeType()': kindOf,
      'Dom.XmlNode getParent()': ({ state }: XmlNode) => nodeOf(state.parent),
      'Dom.XmlNode getChildElement(String, String?)': childOf,
      'List<Dom.XmlNode> getChildElements()': (self: XmlNode) => listOfNodes(elementsOf(self)),
      'List<Dom.XmlNode> getChildren()': ({ state }: XmlNode) => listOfNodes(state.children),
      'String getAttribute(String, String?)': attribute,
      'String getAttributeValue(String, String?)': attribute,
      'Integer getAttributeCount()': ({ state }: XmlNode) => state.attributes.length,
      'String getAttributeKeyAt(Integer)': ({ state }: XmlNode, index: number) => state.attributes[index]?.name ?? null,
      'String getAttributeKeyNsAt(Integer)': ({ state }: XmlNode, index: number) =>
        state.attributes[index]?.namespace || null,
    },
  },
];
