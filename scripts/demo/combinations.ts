import { failureOf } from '../../src/core/failure.ts';
import { checkCombination } from '../../src/core/methods/combination.ts';
import { METHODS } from '../../src/core/methods/methods.ts';
import type { Method } from '../../src/core/settings.ts';

/** A method and the options that are typed beside it. */
export type Choice = { method: Method; appType?: string; credentialType?: string; principalType?: string };

const appTypes = ['', 'external-client-app', 'connected-app'];
const credentialTypes = ['', 'external', 'legacy'];
const principalTypes = ['', 'named', 'per-user'];

/** All that can be typed: every method with every value of every option, given or left out. */
const typed: readonly Choice[] = METHODS.flatMap((method) =>
  appTypes.flatMap((appType) =>
    credentialTypes.flatMap((credentialType) =>
      principalTypes.map((principalType) => ({
        method,
        ...(appType && { appType }),
        ...(credentialType && { credentialType }),
        ...(principalType && { principalType }),
      })),
    ),
  ),
);

type Refused = { choice: Choice; kind: string; reason: string };

const judged = typed.map((choice): { choice: Choice; means: string } | Refused => {
  try {
    const { appType, credentialType, principalType } = checkCombination(choice.method, choice);
    return { choice, means: [choice.method, appType, credentialType, principalType].join(', ') };
  } catch (error) {
    const { kind = String(error), data } = failureOf(error) ?? {};
    return { choice, kind, reason: String(data?.['reason'] ?? '') };
  }
});

/** What makes no sense, and why. */
export const refusedChoices = judged.filter((each) => 'reason' in each);

/** What is admitted, by what it means, as briefly as it can be typed. */
export const admittedChoices: ReadonlyMap<string, Choice> = new Map(
  judged
    .flatMap((each): Array<[string, Choice]> => ('means' in each ? [[each.means, each.choice]] : []))
    .toSorted(([, a], [, b]) => Object.keys(b).length - Object.keys(a).length)
    .toSorted(([, a], [, b]) => METHODS.indexOf(a.method) - METHODS.indexOf(b.method)),
);
