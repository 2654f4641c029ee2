import { fail } from '../failure.ts';
import { appNames } from '../plan/appVariants.ts';

type Listed = { type: string; fullName: string; createdDate: number };

/** The one made last of several; undefined where two are of the same time, or there is one only. */
export const newestOf = (apps: readonly string[], listed: readonly Listed[]): string | undefined => {
  const dated = listed
    .filter(({ type, fullName }) => type === 'ExternalClientApplication' && apps.includes(fullName))
    .toSorted((a, b) => b.createdDate - a.createdDate);
  const [first, second] = dated;
  return first && second && first.createdDate > second.createdDate ? first.fullName : undefined;
};

/**
 * The first name of `appNames` that nothing has. A certificate that is younger than the one in use was left by a run that
 * was killed before its app came, and is as good as a new one.
 */
export const nextAppName = (name: string, current: string, listed: readonly Listed[]): string => {
  const inUse = listed.find(({ type, fullName }) => type === 'Certificate' && fullName === current)?.createdDate ?? 0;
  const isTaken = (candidate: string): boolean =>
    listed.some(
      ({ type, fullName, createdDate }) =>
        fullName === candidate && (type !== 'Certificate' || candidate === current || createdDate <= inUse),
    );
  return appNames(name).find((candidate) => !isTaken(candidate)) ?? fail('AppNamesTaken', { name });
};
