type Reason = { type: string; problem: RegExp; reason: string };

/** Why a component of the clone fails, by the law that wants it or as a gap of the emulated org. */
const REASONS: readonly Reason[] = [
  {
    type: 'ExtlClntAppOauthSecuritySettings',
    problem: /^NOT_EMULATED: Metadata type/,
    reason: 'gap: the type ties tokens to IP ranges, which this org does not do; this file names no range',
  },
  {
    type: 'ListView',
    problem: /^NOT_EMULATED: Metadata type/,
    reason: 'gap: list views are pages of Setup, and no part of a loopback',
  },
];

export const reasonOf = (type: string, problem: string): string | undefined =>
  REASONS.find((row) => row.type === type && row.problem.test(problem))?.reason;
