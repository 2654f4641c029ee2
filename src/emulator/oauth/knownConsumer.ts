import type { Consumer, OrgState } from '../state/orgState.ts';
import { CLI_KEY } from './cliApp.ts';

const CLI_CONSUMER: Consumer = { id: '888000000000000AAA', appName: CLI_KEY, key: CLI_KEY, secret: '', knownAt: 0 };

/** L10: a consumer that has not propagated yet is unknown. */
export const knownConsumer = (state: OrgState, key: string): Consumer | undefined =>
  key === CLI_KEY
    ? CLI_CONSUMER
    : state.consumers.find((consumer) => consumer.key === key && consumer.knownAt <= state.now());
