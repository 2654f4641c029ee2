import type { ApexProblem } from '../host.ts';
import type { AnonymousUnit, TriggerUnit, TypeDeclaration } from './ast.ts';
import { lowerAnonymous, lowerTrigger, lowerUnit } from './lowerDeclaration.ts';
import { nestingProblem } from './nesting.ts';
import { syntaxMessage } from './syntaxMessage.ts';
import { tooDeep } from './tooDeep.ts';
import { Unsupported } from './unsupported.ts';

type Parsed<Tree> = { tree: Tree; problems: [] } | { tree: null; problems: ApexProblem[] };

/** The grammar takes 80 ms to load and a quarter of a second to warm up, so nothing loads it before it is needed. */
const parseWith = async <Tree>(
  source: string,
  lower: (parser: import('@apexdevtools/apex-parser').ApexParser) => Tree,
): Promise<Parsed<Tree>> => {
  const nesting = nestingProblem(source);
  if (nesting) return { tree: null, problems: [nesting] };
  const { ApexErrorListener, ApexParserFactory } = await import('@apexdevtools/apex-parser');
  const problems: ApexProblem[] = [];
  class Listener extends ApexErrorListener {
    apexSyntaxError(): void {}
    override syntaxError(_: unknown, symbol: unknown, line: number, column: number, message: string): void {
      problems.push({ line, column: column + 1, message: syntaxMessage(message, symbol) });
    }
  }
  const { parser } = ApexParserFactory.createLexerAndParser(source, new Listener());
  try {
    const tree = lower(parser);
    return problems.length === 0 ? { tree, problems: [] } : { tree: null, problems };
  } catch (error) {
    if (problems.length > 0) return { tree: null, problems };
    if (error instanceof Unsupported) return { tree: null, problems: [{ ...error.at, message: error.message }] };
    // The stack ends before the expression does.
    if (error instanceof RangeError) return { tree: null, problems: [tooDeep()] };
    throw error;
  }
};

export const parseClass = (source: string): Promise<Parsed<TypeDeclaration>> =>
  parseWith(source, (parser) => lowerUnit(parser.compilationUnit()));

export const parseAnonymous = (source: string): Promise<Parsed<AnonymousUnit>> =>
  parseWith(source, (parser) => lowerAnonymous(parser.anonymousUnit()));

export const parseTrigger = (source: string): Promise<Parsed<TriggerUnit>> =>
  parseWith(source, (parser) => lowerTrigger(parser.triggerUnit()));
