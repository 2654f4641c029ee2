import { expect } from 'chai';
import ts from 'typescript';
import { nodes, place, sources } from './sources.ts';

const places = (wanted: (node: ts.Node) => boolean, inScope: (path: string) => boolean = () => true): string[] =>
  sources
    .filter(({ path }) => inScope(path))
    .flatMap((source) =>
      nodes(source.tree)
        .filter(wanted)
        .map((node) => place(source, node)),
    );

const isCommand = (path: string): boolean => path.startsWith('src/commands/');

const isReExport = (statement: ts.Statement): boolean =>
  ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;

describe('house: shape of source files', () => {
  it('has no barrel: nothing but the package index re-exports', () => {
    const barrels = sources
      .filter(({ path }) => path !== 'src/index.ts')
      .filter(({ tree }) => tree.statements.some(isReExport))
      .map(({ path }) => path);
    expect(barrels).to.deep.equal([]);
  });

  it('has no file that only forwards', () => {
    const forwards = sources
      .filter(({ path }) => path !== 'src/index.ts')
      .filter(({ tree }) =>
        tree.statements.every((each) => ts.isImportDeclaration(each) || ts.isExportDeclaration(each)),
      )
      .map(({ path }) => path);
    expect(forwards).to.deep.equal([]);
  });

  it('exports by default only commands', () => {
    const isDefault = (node: ts.Node): boolean =>
      node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent);
    expect(
      places(
        (node) => isDefault(node) || ts.isExportAssignment(node),
        (path) => !isCommand(path),
      ),
    ).to.deep.equal([]);
  });

  it('says type, never interface, enum or namespace', () => {
    const wanted = (node: ts.Node): boolean =>
      ts.isInterfaceDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
    expect(places(wanted)).to.deep.equal([]);
  });

  it('switches off no check', () => {
    const off = /eslint-disable|@ts-(ignore|nocheck|expect-error)|prettier-ignore/;
    expect(sources.filter(({ text }) => off.test(text)).map(({ path }) => path)).to.deep.equal([]);
  });

  it('has no drawer file or folder', () => {
    const drawers = sources.filter(({ path }) => /\/((utils?|helpers?|common|misc)(\/|\.ts$)|types\.ts$)/i.test(path));
    expect(drawers.map(({ path }) => path)).to.deep.equal([]);
  });
});
