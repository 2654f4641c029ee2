import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { root } from '../../scripts/root.ts';
import { nodes, place, sources, type Source } from './sources.ts';

const folder = join(root, 'messages');

/** Bundle → its keys, with doubles. */
const bundles = new Map(
  readdirSync(folder).map((file) => [
    basename(file, '.md'),
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^#\s*(\S+)\s*$/gm)].map(([, key = '']) => key),
  ]),
);

const getters = new Set(['getMessage', 'getMessages', 'createError', 'createWarning', 'createInfo']);

/** `key` is a pattern: the text of a literal, or a template's with `.+` for each hole; undefined when it is computed. */
type Use = { bundle: string; key?: RegExp; at: string; throws: boolean };

const quote = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const patternOf = (node: ts.Node | undefined): RegExp | undefined => {
  if (node === undefined) return undefined;
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [patternOf(node.whenTrue), patternOf(node.whenFalse)];
    return yes && no ? new RegExp(`${yes.source}|${no.source}`) : undefined;
  }
  if (ts.isStringLiteralLike(node)) return new RegExp(`^${quote(node.text)}$`);
  if (!ts.isTemplateExpression(node)) return undefined;
  const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  return new RegExp(`^${parts.map(quote).join('.+')}$`);
};

/** Variables of a file that hold a bundle. */
const bundleNames = (source: Source): Map<string, string> =>
  new Map(
    nodes(source.tree).flatMap((node) => {
      if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return [];
      const call = node.initializer;
      if (!ts.isCallExpression(call) || !call.expression.getText().endsWith('.loadMessages')) return [];
      const [, bundle] = call.arguments;
      return bundle !== undefined && ts.isStringLiteral(bundle) ? [[node.name.getText(), bundle.text]] : [];
    }),
  );

const usesOf = (source: Source): Use[] => {
  const named = bundleNames(source);
  return nodes(source.tree).flatMap((node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const bundle = named.get(node.expression.expression.getText());
    const getter = node.expression.name.text;
    if (bundle === undefined || !getters.has(getter)) return [];
    const key = patternOf(node.arguments[0]);
    return [
      { bundle, at: place(source, node), throws: getter === 'createError', ...(key === undefined ? {} : { key }) },
    ];
  });
};

const uses = sources.flatMap(usesOf);

const literals = (node: ts.Node): string[] =>
  nodes(node)
    .filter(ts.isStringLiteral)
    .map(({ text }) => text);

/** Kinds of failures by name: literals that stand as, or within, the first argument of `fail`. */
const kinds = new Set(
  sources.flatMap((source) =>
    nodes(source.tree).flatMap((node) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'fail') return [];
      const [kind] = node.arguments;
      return kind === undefined ? [] : literals(kind);
    }),
  ),
);

/** A kind may also come out of a table: then it is a literal there. */
const allLiterals = new Set(sources.flatMap((source) => literals(source.tree)));

const keyOf = (kind: string): string => `error.${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;

const kindOf = (key: string): string => {
  const kind = key.replace(/^error\./, '').replace(/\.actions$/, '');
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
};

const failureKeys = bundles.get('failures') ?? [];

describe('house: messages', () => {
  it('has every bundle that is loaded, and loads every bundle', () => {
    const loaded = new Set(sources.flatMap((source) => [...bundleNames(source).values()]));
    expect([...loaded].sort()).to.deep.equal([...bundles.keys()].sort());
  });

  it('has no key twice', () => {
    const doubles = [...bundles].flatMap(([bundle, keys]) =>
      keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${bundle}: ${key}`),
    );
    expect(doubles).to.deep.equal([]);
  });

  it('has every key that is used', () => {
    const missing = uses.filter(({ bundle, key }) => key && !bundles.get(bundle)?.some((each) => key.test(each)));
    expect(missing.map(({ at, key }) => `${at} ${key?.source ?? ''}`)).to.deep.equal([]);
  });

  it('uses every key that it has', () => {
    const unused = [...bundles]
      .filter(([bundle]) => bundle !== 'failures')
      .flatMap(([bundle, keys]) => {
        const used = uses.filter((use) => use.bundle === bundle);
        const isUsed = (name: string): boolean =>
          used.some(({ key, throws }) => key?.test(name) || (throws && key?.test(name.replace(/\.actions$/, ''))));
        return keys.filter((key) => !isUsed(key)).map((key) => `${bundle}: ${key}`);
      });
    expect(unused).to.deep.equal([]);
  });

  it('has words for every failure', () => {
    const missing = [...kinds].map(keyOf).filter((key) => !failureKeys.includes(key));
    expect(missing).to.deep.equal([]);
  });

  it('has a next step for every failure', () => {
    const without = failureKeys.filter((key) => !key.endsWith('.actions') && !failureKeys.includes(`${key}.actions`));
    expect(without).to.deep.equal([]);
  });

  it('has words for nothing that never fails', () => {
    expect(failureKeys.filter((key) => !allLiterals.has(kindOf(key)))).to.deep.equal([]);
  });

  it('spells keys out, so that this audit sees them', () => {
    const computed = uses.filter(({ bundle, key }) => key === undefined && bundle !== 'failures');
    expect(computed.map(({ at }) => at)).to.deep.equal([]);
  });
});
