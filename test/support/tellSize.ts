/** Between a test's title and its size. */
export const SIZE = ': size ';

/**
 * Says in the title of the running test how much it went through, such as `20 requests, 40 moments`. `npm test` adds up
 * what the tests of a suite say, and prints it at its end (`sizeReporter.ts`).
 */
export const tellSize = ({ test }: Mocha.Context, size: string): void => {
  if (test) test.title += `${SIZE}${size}`;
};
