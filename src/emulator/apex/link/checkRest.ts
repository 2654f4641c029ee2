import type { ApexProblem } from '../host.ts';
import type { Method, TypeDef } from '../model.ts';
import type { TypeDeclaration } from '../parse/ast.ts';

const VERBS = ['HttpGet', 'HttpPost', 'HttpPut', 'HttpPatch', 'HttpDelete'];

const LONGEST_MAPPING = 255;

/** A star stands between slashes, or at the end behind one. */
const hasLooseStar = (mapping: string): boolean => /(?<!\/)\*|\*(?!\/|$)/.test(mapping);

const mappingMessages = (mapping: string): string[] => [
  ...(mapping.startsWith('/') ? [] : ['RestResource urlMapping must begin with a forward slash (/)']),
  ...(mapping.length <= LONGEST_MAPPING
    ? []
    : [`RestResource urlMapping is longer than ${LONGEST_MAPPING} characters`]),
  ...(hasLooseStar(mapping) ? ['RestResource urlMapping has a wildcard (*) that is not between slashes'] : []),
];

const classMessages = (def: TypeDef): string[] => {
  const resource = def.modifiers.annotations.get('restresource');
  if (!resource) return [];
  const mapping = resource.get('urlmapping')?.replace(/^'|'$/g, '');
  return [
    ...(def.modifiers.words.includes('global') ? [] : ['RestResource classes must be global']),
    ...(mapping === undefined ? ['RestResource needs a urlMapping'] : mappingMessages(mapping)),
  ];
};

const methodMessages = (methods: readonly Method[], verb: string): { line: number; message: string }[] => [
  ...methods
    .filter(({ isStatic, access }) => !isStatic || access !== 'global')
    .map(({ line }) => ({ line, message: `${verb} methods must be global static` })),
  ...methods.slice(1).map(({ line }) => ({ line, message: `Only one method per class can be annotated with ${verb}` })),
];

/**
 * What the Apex Developer Guide asks of Apex REST classes: global, a path as its URL guidelines have it, one global
 * static method a verb. The words are our own.
 */
export const restProblems = (declaration: TypeDeclaration, def: TypeDef): ApexProblem[] => {
  const { line, column } = declaration.at;
  const methods = [...def.methods.values()].flat();
  return [
    ...classMessages(def).map((message) => ({ line, column, message })),
    ...VERBS.flatMap((verb) => {
      const own = methods.filter((method) => method.modifiers.annotations.has(verb.toLowerCase()));
      return methodMessages(own, verb).map((problem) => ({ ...problem, column }));
    }),
  ];
};
