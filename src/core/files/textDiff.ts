import { createTwoFilesPatch } from 'diff';

/** A unified diff from what is on disk to what is wanted, with three lines around each change; empty when they are equal. */
export const textDiff = (path: string, found: string | undefined, wanted: string): string =>
  found === wanted
    ? ''
    : createTwoFilesPatch(
        found === undefined ? '/dev/null' : `a/${path}`,
        `b/${path}`,
        found ?? '',
        wanted,
        undefined,
        undefined,
        {
          context: 3,
        },
      );
