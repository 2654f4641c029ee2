/** Code that did not compile is never skipped silently, should it be run all the same. */
export const notCompiled = (problem: string): (() => never) => {
  return () => {
    throw new Error(`not compiled: ${problem}`);
  };
};
