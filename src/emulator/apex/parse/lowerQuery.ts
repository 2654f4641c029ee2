import type { BoundExpressionContext, ExpressionContext, SoqlLiteralContext } from '@apexdevtools/apex-parser';
import type { Expression } from './ast.ts';
import { at } from './lowerType.ts';
import { optional } from './optional.ts';

type Bind = Pick<BoundExpressionContext, 'start' | 'stop' | 'expression'>;
type Tree = { children?: unknown[] | null };

const bindsIn = (tree: Tree): Bind[] =>
  tree.constructor.name === 'BoundExpressionContext'
    ? [tree as unknown as Bind]
    : ((tree.children ?? []) as Tree[]).flatMap(bindsIn);

/** Comments become blanks, so that what a problem says of lines and columns stays true. */
const uncommented = (text: string): string =>
  text.replace(/'(?:[^'\\]|\\.)*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (found) =>
    found.startsWith("'") ? found : found.replace(/[^\n]/g, ' '),
  );

/** The query's own text, cut at its binds. */
export const lowerQuery = (ctx: SoqlLiteralContext, lower: (ctx: ExpressionContext) => Expression): Expression => {
  const query = ctx.query();
  const source = query.start.getInputStream();
  const last = query.stop?.stop ?? query.start.stop;
  const parts: (string | Expression)[] = [];
  let from = query.start.start;
  for (const bind of bindsIn(query)) {
    parts.push(uncommented(source.getText(from, bind.start.start - 1)), lower(bind.expression()));
    from = (bind.stop?.stop ?? bind.start.stop) + 1;
  }
  if (from <= last) parts.push(uncommented(source.getText(from, last)));
  const entries = query.selectList().selectEntry_list();
  const texts = entries.map((entry) => entry.getText());
  const isCount = texts.length === 1 && /^count\(\)$/i.test(texts[0] ?? '');
  const isGrouped =
    optional(query.groupByClause()) !== null ||
    texts.some((text) => /^(count|count_distinct|sum|avg|min|max)\(/i.test(text));
  const kind = isCount ? 'count' : isGrouped ? 'aggregate' : 'rows';
  const object = query.fromNameList().fieldName_list()[0]?.getText() ?? '';
  return { node: 'query', at: at(ctx), object, kind, parts };
};
