/** URL decoding that leaves a text that is not URL-encoded as it stands; clients differ in what they encode. */
export const decodePart = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
