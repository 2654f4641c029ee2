import type { Consumer, OrgState } from '../state/orgState.ts';
import { CLI_KEY } from './cliApp.ts';

const CLI_CONSUMER: Consumer = { id: '888000000000000AAA', appName: CLI_KEY, key: CLI_KEY, secret: '', knownAt: 0 };

/** A consumer by its staged pair, which works as the primary one does until it expires (platform-facts §2.5). */
const byStagedKey = (state: OrgState, key: string): Consumer | undefined =>
  state.consumers
    .flatMap((consumer) => (consumer.staged?.key === key ? [{ ...consumer, ...consumer.staged, id: consumer.id }] : []))
    .find(({ expiresAt }) => expiresAt > state.now());

/** L10: a consumer that has not propagated yet is unknown. */
export const knownConsumer = (state: OrgState, key: string): Consumer | undefined => {
  if (key === CLI_KEY) return CLI_CONSUMER;
  const found = state.consumers.find((consumer) => consumer.key === key) ?? byStagedKey(state, key);
  return found && found.knownAt <= state.now() ? found : undefined;
};
