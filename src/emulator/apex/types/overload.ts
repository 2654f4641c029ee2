import type { ApexType, Method } from '../model.ts';
import { conversion, type Conversion } from './convert.ts';
import { isSubtype } from './hierarchy.ts';
import { substitute } from './substitute.ts';

export type Candidate = { method: Method; holder: ApexType };
export type Choice = Candidate & { conversions: Conversion[] };

const fit = (candidate: Candidate, args: readonly ApexType[]): (Choice & { cost: number }) | null => {
  const { method, holder } = candidate;
  if (method.parameters.length !== args.length) return null;
  const conversions: Conversion[] = [];
  for (const [i, parameter] of method.parameters.entries()) {
    const found = conversion(args[i] as ApexType, substitute(parameter.type, holder));
    if (!found) return null;
    conversions.push(found);
  }
  return { ...candidate, conversions, cost: conversions.reduce((sum, each) => sum + each.cost, 0) };
};

const moreSpecific = (a: Candidate, b: Candidate): boolean =>
  a.method.parameters.every((parameter, i) =>
    isSubtype(
      substitute(parameter.type, a.holder),
      substitute(b.method.parameters[i]?.type ?? parameter.type, b.holder),
    ),
  );

/** The candidate that fits the static argument types best; `ambiguous` when two of the user's own fit as well. */
export const choose = (candidates: readonly Candidate[], args: readonly ApexType[]): Choice | 'ambiguous' | null => {
  const fits = candidates.flatMap((candidate) => fit(candidate, args) ?? []).sort((a, b) => a.cost - b.cost);
  const best = fits.filter((each) => each.cost === fits[0]?.cost);
  const [first] = best;
  if (!first || best.length === 1) return first ?? null;
  const most = best.find((one) => best.every((other) => one === other || moreSpecific(one, other)));
  return most ?? (first.method.owner.isNative ? first : 'ambiguous');
};
