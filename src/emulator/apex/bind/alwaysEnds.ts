import type { Statement } from '../parse/ast.ts';

/** Whether a loop's own break leaves it; one of an inner loop does not. */
const breaks = (node: Statement | null): boolean => {
  if (!node) return false;
  switch (node.node) {
    case 'break':
      return true;
    case 'block':
      return node.body.some(breaks);
    case 'if':
      return breaks(node.yes) || breaks(node.no);
    case 'try':
      return [node.body, node.last, ...node.catches.map((each) => each.body)].some(breaks);
    case 'switch':
      return node.whens.some((when) => breaks(when.body));
    default:
      return false;
  }
};

const isTrue = (node: { node: string; text?: string } | null): boolean =>
  node === null || (node.node === 'literal' && node.text?.toLowerCase() === 'true');

/** True when nothing after the statement can run. */
export const alwaysEnds = (node: Statement): boolean => {
  switch (node.node) {
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return true;
    case 'block':
      return node.body.some(alwaysEnds);
    case 'runAs':
      return alwaysEnds(node.body);
    case 'if':
      return node.no !== null && alwaysEnds(node.yes) && alwaysEnds(node.no);
    case 'try':
      if (node.last && alwaysEnds(node.last)) return true;
      return alwaysEnds(node.body) && node.catches.every((each) => alwaysEnds(each.body));
    case 'while':
    case 'doWhile':
      return isTrue(node.test) && !breaks(node.body);
    case 'for':
      return isTrue(node.test) && !breaks(node.body);
    case 'switch':
      return (
        node.whens.some((when) => when.values === null && when.type === null) &&
        node.whens.every((when) => alwaysEnds(when.body))
      );
    default:
      return false;
  }
};
