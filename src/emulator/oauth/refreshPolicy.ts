/** How long a refresh token lasts, in milliseconds since it was issued or since it was last used. */
export type RefreshPolicy = { kind: 'lifetime' | 'inactivity'; ms: number };

export const FOR_EVER: RefreshPolicy = { kind: 'lifetime', ms: Infinity };

const HOUR = 3_600_000;

/** A month counts 30 days. */
const UNITS: Readonly<Record<string, number>> = { hours: HOUR, days: 24 * HOUR, months: 30 * 24 * HOUR };

/** `SpecificLifetime`, `365`, `Days` (platform-facts §2.2); nothing set means for ever. */
export const refreshPolicyOf = (
  type: string | undefined,
  period: string | undefined,
  unit: string | undefined,
): RefreshPolicy => {
  const ms = Number(period ?? 0) * (UNITS[(unit ?? '').toLowerCase()] ?? 0);
  switch ((type ?? '').toLowerCase().replaceAll('_', '')) {
    case 'zero':
      return { kind: 'lifetime', ms: 0 };
    case 'specificlifetime':
      return { kind: 'lifetime', ms };
    case 'specificinactivity':
      return { kind: 'inactivity', ms };
    default:
      return FOR_EVER;
  }
};

/** `specific_lifetime:30:DAYS`, as a Connected App has it (platform-facts §1.2). */
export const parseRefreshPolicy = (text: string | undefined): RefreshPolicy => {
  const [type, period, unit] = (text ?? '').split(':');
  return refreshPolicyOf(type, period, unit);
};

export const isExpired = (policy: RefreshPolicy, token: { issuedAt: number; usedAt: number }, now: number): boolean =>
  now - (policy.kind === 'lifetime' ? token.issuedAt : token.usedAt) >= policy.ms;
