import { type Failure, failureOf } from '../core/failure.ts';

/** What the words of a failure are about. `again` is the command that was typed, to be typed again; or another one after some failures. */
type About = { org: string; name: string; again?: string | ((failure: Failure) => string) };

/** Runs `work`; a failure in it learns which org and loopback it is about, for the next command to type. */
export const addressed = async <T>({ org, name, again }: About, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    const asked = typeof again === 'function' && failure ? again(failure) : again;
    const typed = typeof asked === 'string' ? asked : `sf selfcallout setup --name ${name} --target-org ${org}`;
    if (failure) failure.data = { org, name, again: typed, ...failure.data };
    throw error;
  }
};
