import { styleText } from 'node:util';

const STYLES: ReadonlyArray<readonly [RegExp, Parameters<typeof styleText>[0]]> = [
  [/^(?:=== *|---|\+\+\+)/, 'bold'],
  [/^@@/, 'cyan'],
  [/^\+/, 'green'],
  [/^-/, 'red'],
];

const styled = (line: string): string => {
  const style = STYLES.find(([pattern]) => pattern.test(line))?.[1];
  return style === undefined ? line : styleText(style, line, { validateStream: false });
};

/** Whether the terminal at stdout shows colours, and its user wants them (`NO_COLOR`); false where it is none. */
const isColoured = (): boolean => process.stdout.isTTY && process.stdout.hasColors();

/** A unified diff, coloured where people see it. */
export const presentDiff = (diff: string, inColour = isColoured()): string =>
  inColour ? diff.split('\n').map(styled).join('\n') : diff;
