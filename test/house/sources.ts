import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path/posix';
import ts from 'typescript';
import { root } from '../../scripts/root.ts';

export type Import = { specifier: string; target?: string; typeOnly: boolean };

export type Source = { path: string; text: string; lines: number; tree: ts.SourceFile; imports: readonly Import[] };

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
};

const known = new WeakMap<ts.SourceFile, readonly ts.Node[]>();

const collect = (node: ts.Node, found: ts.Node[]): ts.Node[] => {
  found.push(node);
  ts.forEachChild(node, (child) => void collect(child, found));
  return found;
};

/** A node and all that is in it, depth first, less the tokens that say nothing by themselves; of a file they are kept. */
export const nodes = (node: ts.Node): readonly ts.Node[] => {
  if (!ts.isSourceFile(node)) return collect(node, []);
  const all = known.get(node) ?? collect(node, []);
  known.set(node, all);
  return all;
};

const importsOf = (path: string, tree: ts.SourceFile): Import[] => {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean): void => {
    const target = specifier.startsWith('.') ? relative(root, resolve(root, dirname(path), specifier)) : undefined;
    found.push({ specifier, typeOnly, ...(target === undefined ? {} : { target }) });
  };
  for (const node of nodes(tree)) {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      add((node.moduleSpecifier as ts.StringLiteral).text, isTypeOnly(node));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteral(argument)) add(argument.text, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add((node.argument.literal as ts.StringLiteral).text, true);
    }
  }
  return found;
};

const read = (path: string): Source => {
  const text = readFileSync(join(root, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  return { path, text, lines: text.split('\n').length - 1, tree, imports: importsOf(path, tree) };
};

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name.replaceAll('\\', '/')))
    .sort();

/** Every TypeScript file below `src`, parsed; paths from the root of the checkout, with `/`. */
export const sources: readonly Source[] = filesBelow('src')
  .filter((path) => path.endsWith('.ts'))
  .map(read);

/** `path:line` of a node, as editors open it. */
export const place = (source: Source, node: ts.Node): string =>
  `${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
