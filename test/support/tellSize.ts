/** Between a test's title and the size of what it went through; `npm test` prints both once more at its end. */
export const SIZE = ': size ';

/** Says in the title of the running test how much it went through, which nobody knows before. */
export const tellSize = ({ test }: Mocha.Context, size: string): void => {
  if (test) test.title += `${SIZE}${size}`;
};
