/** The three check characters that make a 15-character record id case-safe (Salesforce's public algorithm). */
const suffixOf = (id15: string): string =>
  [0, 5, 10]
    .map((start) => {
      const bits = Array.from(id15.slice(start, start + 5)).reduce(
        (sum, char, index) => (char >= 'A' && char <= 'Z' ? sum + (1 << index) : sum),
        0,
      );
      return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[bits];
    })
    .join('');

/**
 * Gives 18-character record ids, in sequence for each key prefix (`0PS`, `005`, …): the same run gives the same ids, and
 * orgs of other numbers give others. `last` holds the number of the last one by prefix.
 */
export const makeIds = (orgNumber: number, last: Map<string, number>): ((prefix: string) => string) => {
  const place = (orgNumber - 1).toString(36).toUpperCase().padStart(4, '0');
  return (prefix) => {
    const next = (last.get(prefix) ?? 0) + 1;
    last.set(prefix, next);
    const id15 = `${prefix}Em${place}${next.toString(36).toUpperCase().padStart(6, '0')}`;
    return id15 + suffixOf(id15);
  };
};
