import type { ContractOrg } from './contractOrg.ts';

/**
 * One thing that a law says, shown over plain APIs. `run` says in a few words what the org did. `lawful` is what the law
 * says that it does or, where orgs differ or nobody knows, that by position of the emulated org's switch
 * (`ecaSecretOnDeploy: honoured`).
 */
export type LawCase = {
  id: string;
  what: string;
  run: (org: ContractOrg) => Promise<string>;
  lawful: RegExp | Readonly<Record<string, RegExp>>;
};

/** Whether an org did as the law says and, of a law with a switch, which position it has. */
export const judge = ({ lawful }: LawCase, did: string): { agrees: boolean; position?: string } => {
  if (lawful instanceof RegExp) return { agrees: lawful.test(did) };
  const position = Object.entries(lawful).find(([, pattern]) => pattern.test(did))?.[0];
  return position === undefined ? { agrees: false } : { agrees: true, position };
};
