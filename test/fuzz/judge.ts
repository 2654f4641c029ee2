import { availableParallelism, loadavg } from 'node:os';
import type { FuzzRequest } from './fuzzRequest.ts';
import { send, type Answer } from './send.ts';

/** A second of a machine that has nothing else to do; where more wants its processors than it has, so much longer. */
const longestMs = (): number => 1_000 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

const TRIES = 3;

/** How the org, or SOAP, would say that it failed itself. */
const OWN_FAULT = /The emulated org failed|<faultcode>soapenv:Server/;

/**
 * What is wrong with an answer. 501 names what is not emulated; SOAP 1.1 has HTTP 500 for every fault, so that there the
 * fault's code counts.
 */
const problemOf = ({ status, text }: Answer, method: string): string | undefined => {
  if (OWN_FAULT.test(text)) return `the org failed: ${text.slice(0, 500)}`;
  if (status === 501)
    return method === 'HEAD' || /NOT_EMULATED/.test(text) ? undefined : `501 without a name: ${text.slice(0, 200)}`;
  if (status === 500 && /<faultcode>(sf|soapenv):\w+<\/faultcode>/.test(text)) return undefined;
  return status >= 500 ? `${status}: ${text.slice(0, 500)}` : undefined;
};

/** Sends a request and says what is wrong: no answer, one of the org's own making, or a slow one each time it is asked. */
export const judge = async (url: string, request: FuzzRequest): Promise<string | undefined> => {
  const longest = longestMs();
  let fastest = Infinity;
  for (let tried = 0; tried < TRIES && fastest > longest; tried += 1) {
    const answer = await send(url, request).catch((error: unknown) => String(error));
    if (typeof answer === 'string') return `dropped: ${answer}`;
    const problem = problemOf(answer, request.method);
    if (problem !== undefined) return problem;
    fastest = Math.min(fastest, answer.ms);
  }
  return fastest > longest
    ? `slow: ${Math.round(fastest)} ms at best of ${TRIES}, where ${Math.round(longest)} are allowed`
    : undefined;
};
