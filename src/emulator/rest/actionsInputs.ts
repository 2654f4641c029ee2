import { asObject, parseJson, restError } from '../http/answer.ts';

export type ActionInput = Readonly<Record<string, unknown>>;

/** Inputs of one request that the Actions API takes. */
const MOST_INPUTS = 200;

/** The `inputs` of a request's body, or the API's refusal. */
export const readInputs = (body: Uint8Array): readonly ActionInput[] | Response => {
  const given = asObject(parseJson(body));
  if (!given) return restError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object');
  const unknown = Object.keys(given).find((name) => name !== 'inputs');
  if (unknown !== undefined) {
    return restError(400, 'JSON_PARSER_ERROR', `Unrecognized field "${unknown}" (class InvocableActionRequest)`);
  }
  const inputs = Array.isArray(given['inputs']) ? given['inputs'].map(asObject) : [];
  const [first] = inputs;
  if (first === undefined || inputs.length > MOST_INPUTS) {
    return restError(400, 'INVALID_API_INPUT', `inputs must be a list of 1 to ${MOST_INPUTS} objects`);
  }
  const objects = inputs.filter((input) => input !== undefined);
  return objects.length === inputs.length
    ? objects
    : restError(400, 'INVALID_API_INPUT', 'inputs must be a list of objects');
};
