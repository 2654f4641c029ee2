import { type Adopted, adoptedComponents, adoptedMembers } from '../../core/adopt/adopted.ts';
import { loginPart } from '../../core/adopt/loginCandidates.ts';
import type { AdoptedReport } from '../../core/report.ts';

/** What a loopback uses of a hand-made one, for people; the fields of a login with what they hold. */
export const usedIn = (adopted: Adopted): AdoptedReport[] => [
  ...adoptedComponents(adopted).map((member): AdoptedReport => ({ ...member, role: 'used' })),
  ...adoptedMembers(adopted).flatMap(({ type, fullName }): AdoptedReport[] => {
    const part = loginPart(type);
    const field = `${adopted.CustomObject ?? ''}.${fullName}`;
    return part === undefined ? [] : [{ type: 'CustomField', fullName: `${field} (${part})`, role: 'used' }];
  }),
];
