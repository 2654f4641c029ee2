import { fail } from '../failure.ts';
import { quoteInput } from '../settings/quoteInput.ts';
import type { Method, Settings } from '../settings.ts';
import { type Choices, METHOD_ROWS } from './methods.ts';

export type Combination = Pick<Settings, 'appType' | 'credentialType' | 'principalType'>;

/** Options as typed; undefined for the method's default. */
export type CombinationInput = { [option in keyof Combination]?: string | undefined };

const OPTION_NAMES: Readonly<Record<keyof Combination, string>> = {
  appType: '--app-type',
  credentialType: '--credential-type',
  principalType: '--principal',
};

const chosen = <T extends string>(
  method: Method,
  option: keyof Combination,
  choices: Choices<T>,
  input: string | undefined,
): T => {
  const rows = Object.entries(choices) as Array<[T, true | string]>;
  const [choice, answer] =
    rows.find(([each, admitted]) => (input === undefined ? admitted === true : each === input)) ??
    fail('UnknownOption', {
      option: OPTION_NAMES[option],
      value: quoteInput(input ?? ''),
      known: rows.map(([each]) => each).filter((each) => each !== 'none'),
    });
  if (answer === true) return choice;
  return fail('CombinationRefused', { method, option: `${OPTION_NAMES[option]} ${choice}`, reason: answer });
};

/** What `method` is combined with; fails with CombinationRefused, and the reason, where it makes no sense. */
export const checkCombination = (method: Method, input: CombinationInput): Combination => {
  const row = METHOD_ROWS[method];
  const combination = {
    appType: chosen(method, 'appType', row.appType, input.appType),
    credentialType: chosen(method, 'credentialType', row.credentialType, input.credentialType),
    principalType: chosen(method, 'principalType', row.principalType, input.principalType),
  };
  if (combination.credentialType === 'legacy' && combination.principalType === 'per-user') {
    fail('CombinationRefused', {
      method,
      option: '--credential-type legacy --principal per-user',
      reason: 'every user would have to authorize it by hand in their personal settings, and nothing could check it',
    });
  }
  return combination;
};
