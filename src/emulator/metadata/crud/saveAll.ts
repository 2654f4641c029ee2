import { childrenOf } from '../../soap/envelope.ts';
import type { XmlElement } from '../../soap/parseXml.ts';
import type { XmlValue } from '../../soap/writeXml.ts';
import type { MetadataProblem } from '../metadataProblem.ts';
import { faultReply, type Invocation, type Reply } from '../operation.ts';
import { parseProblem } from '../schema/parseProblem.ts';
import { crudType } from '../types/table.ts';
import type { SaveMode } from './presence.ts';
import { runSteps, type Outcome } from './runSteps.ts';
import { saveStep, typeNameOf } from './saveStep.ts';
import { tooMany } from './tooMany.ts';

export const errorsOf = (problems: readonly MetadataProblem[]): XmlValue =>
  problems.map(({ code, problem }) => ({
    message: problem,
    // The schema lists all codes: what is not emulated has none of its own.
    statusCode: code === 'NOT_EMULATED' ? 'UNKNOWN_EXCEPTION' : code,
  }));

/** A call with an element that is none of its type is refused whole, before anything is done: it cannot be read. */
const firstUnreadable = (elements: readonly XmlElement[], version: number): Reply | undefined => {
  for (const element of elements) {
    const type = crudType(typeNameOf(element));
    const problem = type && parseProblem(element, type.rootElement ?? type.name, version);
    if (problem?.unreadable) return faultReply('soapenv:Client', problem.problem);
  }
  return undefined;
};

/** Saves the components of a call; `show` gives each one's result. */
export const saveAll = async (
  invocation: Invocation,
  mode: SaveMode,
  show: (saved: Outcome) => XmlValue,
): Promise<Reply> => {
  const elements = childrenOf(invocation.element, 'metadata');
  const [first = '', second] = [...new Set(elements.map(typeNameOf))];
  const limit = tooMany(first, elements.length);
  if (limit) return limit;
  if (second !== undefined) {
    // The public guide has the rule (createMetadata: "must be of the same type"), not its wording.
    return faultReply('INVALID_TYPE', `All components of a call must be of the same type, not ${first} and ${second}`);
  }
  const unreadable = firstUnreadable(elements, Number(invocation.apiVersion));
  if (unreadable) return unreadable;
  const saved = await runSteps(
    elements.map((element) => saveStep(element, mode)),
    invocation,
  );
  return { content: { result: saved.map(show) } };
};

export const saveResult = ({ fullName, problems }: Outcome): XmlValue => ({
  errors: errorsOf(problems),
  fullName,
  success: problems.length === 0,
});
