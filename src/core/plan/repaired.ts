import type { MetadataName } from '../metadataName.ts';
import type { OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import type { RepairedReport } from '../report.ts';

const APP_TYPES: ReadonlySet<string> = new Set(['ExternalClientApplication', 'ExtlClntAppOauthSettings']);

/** The same address at this org. */
const addressHere = (url: string, instanceUrl: string): string => url.replace(new URL(url).origin, instanceUrl);

/** What of the loopback belongs to another org, and what is done about it (L05, L66); empty where nothing does. */
export const repairedParts = (name: string, { repair, org, runAs, foreignLogin }: OrgFacts): RepairedReport[] => {
  if (repair === undefined) return [];
  const { foreign, ended, left } = repair;
  // What is deleted is not mended.
  const isMended = ({ type, fullName }: MetadataName): boolean =>
    (ended.length === 0 || !APP_TYPES.has(type)) &&
    !left.some((member) => member.type === type && member.fullName === fullName);
  const here = runAs?.username ?? '';
  const login = { type: 'CustomObject', fullName: componentNames(name).login, what: 'login' as const };
  return [
    ...foreign.filter(isMended).map(({ type, fullName, kind, element, value }): RepairedReport => {
      const part = { type, fullName, what: kind, element, from: value };
      return kind === 'id' ? part : { ...part, to: addressHere(value, org.instanceUrl) };
    }),
    ...ended.map((app): RepairedReport => ({ ...app, what: 'replaced', to: repair.app })),
    ...left.map((member): RepairedReport => ({ ...member, what: 'deleted' })),
    ...(repair.runAs === undefined
      ? []
      : [{ type: 'User', fullName: here, what: 'runAs' as const, from: repair.runAs, to: here }]),
    ...(foreignLogin === undefined ? [] : [{ ...login, from: foreignLogin, to: here }]),
  ];
};
