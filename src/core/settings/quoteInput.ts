const LONGEST = 60;

/** What a user typed, for a message: on one line, cut to a length that fits, control characters shown. */
export const quoteInput = (text: string): string => {
  const characters = Array.from(text);
  return JSON.stringify(characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text);
};
