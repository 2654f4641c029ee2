import { expect } from 'chai';
import ts from 'typescript';
import { nodes, place, sources } from './sources.ts';

/** The only files that may look at the clock, the environment, chance or the working directory. */
const mayLookAround = (path: string): boolean =>
  path.startsWith('src/commands/') ||
  ['src/cli/ports.ts', 'src/emulator/server.ts', 'src/emulator/emulator.ts'].includes(path);

const isAmbient = (node: ts.Node): boolean => {
  if (ts.isPropertyAccessExpression(node)) {
    return /^(process\.(env|cwd|argv|hrtime|uptime)|Date\.now|Math\.random|performance\.now)$/.test(node.getText());
  }
  return ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0;
};

const isAsync = (node: ts.Node): boolean =>
  node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node) || node.getText() === 'Promise';

describe('house: purity', () => {
  it('reads environment, clock, chance and working directory only at the edge', () => {
    const wrong = sources
      .filter(({ path }) => !mayLookAround(path))
      .flatMap((source) =>
        nodes(source.tree)
          .filter(isAmbient)
          .map((node) => `${place(source, node)} ${node.getText()}`),
      );
    expect(wrong).to.deep.equal([]);
  });

  it('keeps the core synchronous', () => {
    const wrong = sources
      .filter(({ path }) => path.startsWith('src/core/'))
      .flatMap((source) =>
        nodes(source.tree)
          .filter(isAsync)
          .map((node) => place(source, node)),
      );
    expect(wrong).to.deep.equal([]);
  });

  it('writes to the console nowhere', () => {
    const wrong = sources.flatMap((source) =>
      nodes(source.tree)
        .filter((node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console')
        .map((node) => place(source, node)),
    );
    expect(wrong).to.deep.equal([]);
  });
});
