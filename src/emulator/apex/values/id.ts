import type { ApexId } from '../model.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form: three letters that say which of each five characters are upper case. */
export const longId = (text: string): string => {
  if (text.length !== 15) return text;
  const suffix = [0, 5, 10].map((start) => {
    const bits = Array.from(text.slice(start, start + 5)).reduce(
      (sum, char, i) => sum + (/[A-Z]/.test(char) ? 1 << i : 0),
      0,
    );
    return letters[bits] ?? 'A';
  });
  return text + suffix.join('');
};

/** Null when the text is no id. */
export const parseId = (text: string): ApexId | null =>
  /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(text) ? { is: 'id', text: longId(text) } : null;
