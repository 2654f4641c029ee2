import type { Source } from './distinct.ts';
import type { Finding } from './finding.ts';
import { importTool } from './tools.ts';

type Prettier = { format: (text: string, options: Record<string, unknown>) => Promise<string> };

/** Line length and indent of everything that is generated. */
const OPTIONS = { parser: 'apex', printWidth: 120, tabWidth: 4, apexStandaloneParser: 'native' };

const firstDifference = (a: string, b: string): number => {
  const [left, right] = [a.split('\n'), b.split('\n')];
  return left.findIndex((line, index) => line !== right[index]) + 1;
};

/**
 * What jorje, the platform's own parser, does not understand, and what prettier would print otherwise. The plugin runs
 * jorje, a native program that takes one file; so one process a file serves both.
 */
export const judgeFormatting = async (sources: readonly Source[]): Promise<Finding[]> => {
  const prettier = (await importTool('prettier/index.mjs')) as Prettier;
  const plugin = await importTool('prettier-plugin-apex/dist/src/index.js');
  const judge = async ({ path, text }: Source): Promise<Finding[]> => {
    try {
      const printed = await prettier.format(text, { ...OPTIONS, plugins: [plugin] });
      if (printed === text) return [];
      const line = firstDifference(text, printed);
      const message = `prettier prints: ${printed.split('\n')[line - 1] ?? ''}`;
      return [{ judge: 'prettier', rule: 'not formatted', path, line, message }];
    } catch (error) {
      return [{ judge: 'jorje', rule: 'syntax', path, line: 0, message: String(error) }];
    }
  };
  const findings: Finding[] = [];
  for (const source of sources) findings.push(...(await judge(source)));
  return findings;
};
