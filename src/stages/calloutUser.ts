import { failureOf } from '../core/failure.ts';
import { userBlock, readUser } from '../core/verify/userBlock.ts';
import type { OrgPort } from '../ports/orgPort.ts';

/** Usernames are the same whatever their case. */
export const isSameUser = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Username whom the callouts of the loopback run as, as the org's userinfo says it to them; undefined where it does not. */
export const calloutUser = async (org: OrgPort, name: string, signal: AbortSignal): Promise<string | undefined> => {
  try {
    return readUser((await org.runAnonymous(userBlock(name), signal)).log);
  } catch (error) {
    // Whether the loopback works at all is the checks' business, which say more about it.
    if (failureOf(error) === undefined || signal.aborted) throw error;
    return undefined;
  }
};
