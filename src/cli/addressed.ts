import { failureOf } from '../core/failure.ts';

/** Runs `work`; a failure in it learns which org and loopback it is about, for the next command to type. */
export const addressed = async <T>(about: { org: string; name: string }, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure) failure.data = { ...about, ...failure.data };
    throw error;
  }
};
