/** Two things whose figures are taken in the same run; `ours` may be at most `limit` times `peer`. */
export type Race = {
  title: string;
  limit: number;
  unit: string;
  /** One measurement each; asked for in turns, so that a busy machine slows both alike. */
  ours: (round: number) => Promise<number>;
  peer: (round: number) => Promise<number>;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Prints the medians and their ratio; true where it is within the limit. The first measurement of each is thrown away. */
export const judge = async ({ title, limit, unit, ours, peer }: Race, rounds: number): Promise<boolean> => {
  await ours(-1);
  await peer(-1);
  const figures = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    figures.ours.push(await ours(round));
    figures.peer.push(await peer(round));
  }
  const [mine, theirs] = [median(figures.ours), median(figures.peer)];
  const ratio = mine / theirs;
  const ok = ratio <= limit;
  const show = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`;
  console.log(
    `${ok ? 'ok  ' : 'FAIL'}  ${title}: ${show(mine)} / ${show(theirs)} = ${ratio.toFixed(2)} (limit ${limit})`,
  );
  return ok;
};
