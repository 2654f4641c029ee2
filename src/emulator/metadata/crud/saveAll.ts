import { childrenOf } from '../../soap/envelope.ts';
import type { XmlValue } from '../../soap/writeXml.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import { faultReply, type Invocation, type Reply } from '../operation.ts';
import { saveOne, type Saved, type SaveMode } from './saveOne.ts';

/** Components that one CRUD call may bring (platform-facts §8.2). */
const MOST_COMPONENTS = 10;

export const errorsOf = (problems: readonly MetadataProblem[]): XmlValue =>
  problems.map(({ code, problem }) => ({
    message: problem,
    // The schema lists all codes: what is not emulated has none of its own.
    statusCode: code === 'NOT_EMULATED' ? 'UNKNOWN_EXCEPTION' : code,
  }));

/** Saves the components of a call one after the other; `show` gives each one's result. */
export const saveAll = async (
  invocation: Invocation,
  mode: SaveMode,
  show: (saved: Saved) => XmlValue,
): Promise<Reply> => {
  const elements = childrenOf(invocation.element, 'metadata');
  if (elements.length > MOST_COMPONENTS) {
    return faultReply('LIMIT_EXCEEDED', `record limit reached. cannot submit more than ${MOST_COMPONENTS} records`);
  }
  const results: XmlValue[] = [];
  for (const element of elements) results.push(show(await saveOne(element, mode, invocation)));
  return { content: { result: results } };
};

export const saveResult = ({ fullName, problems }: Saved): XmlValue => ({
  errors: errorsOf(problems),
  fullName,
  success: problems.length === 0,
});
