import type { Later } from '../model.ts';

/** Goes on with a value now, or when it is there: code that waits for nothing runs without a single promise. */
export const then = <T, R>(value: Later<T>, next: (value: T) => Later<R>): Later<R> =>
  value instanceof Promise ? value.then(next) : next(value);

/** Each in turn, left to right. */
export const inTurn = <T, R>(items: readonly T[], work: (item: T, index: number) => Later<R>): Later<R[]> => {
  const results: R[] = [];
  const from = (start: number): Later<R[]> => {
    for (let i = start; i < items.length; i += 1) {
      const result = work(items[i] as T, i);
      if (result instanceof Promise)
        return result.then((value) => {
          results.push(value);
          return from(i + 1);
        });
      results.push(result);
    }
    return results;
  };
  return from(0);
};
