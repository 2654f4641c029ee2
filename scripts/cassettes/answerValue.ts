import { XMLParser } from 'fast-xml-parser';

/** Of XML only the names of elements are compared: whatever they hold is text, and one element is a list of one. */
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  removeNSPrefix: true,
  parseTagValue: false,
  isArray: () => true,
});

export type AnswerValue = { value: unknown } | { problem: string };

/** The value that an answer's text stands for; no text is null. */
export const answerValue = (text: string, contentType: string | undefined): AnswerValue => {
  if (text.trim() === '') return { value: null };
  if (contentType?.endsWith('xml') || text.trimStart().startsWith('<')) return { value: parser.parse(text) as unknown };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: `neither JSON nor XML: ${text.slice(0, 40)}` };
  }
};
