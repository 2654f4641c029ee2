import { textOf } from '../../state/components.ts';
import type { Switches } from '../../state/switches.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming } from '../metadataType.ts';
import { consumerOf } from './consumers.ts';

/** Key and secret: 8 to 256 letters and digits (platform-facts §1.4; for External Client Apps an inference, §2.5). */
const CHARSET = /^[A-Za-z0-9]{8,256}$/;

const isGiven = ({ xml }: Incoming): boolean =>
  textOf(xml, 'consumerKey') !== undefined || textOf(xml, 'consumerSecret') !== undefined;

/** Whether the org takes over the key and secret it is given: L19 for the first settings of an app, L74 for later ones. */
export const honoursConsumer = ({ previous }: Incoming, switches: Switches): boolean =>
  previous ? switches.ecaSecretOnUpdate === 'honoured' : switches.ecaSecretOnDeploy === 'honoured';

const charsetProblems = ({ xml }: Incoming): MetadataProblem[] =>
  (['consumerKey', 'consumerSecret'] as const)
    .filter((name) => textOf(xml, name) !== undefined && !CHARSET.test(textOf(xml, name) ?? ''))
    .map((name) =>
      problemOf(
        'FIELD_INTEGRITY_EXCEPTION',
        `${name === 'consumerKey' ? 'Consumer Key' : 'Consumer Secret'} must be alphanumeric, ` +
          'without spaces or special characters, and have 8 to 256 characters.',
      ),
    );

/** What is wrong with the key and secret that a file gives, or asks to rotate. The texts never hold their values. */
export const consumerProblems = (incoming: Incoming, appName: string, change: Change): MetadataProblem[] => {
  const { draft, ignoreWarnings } = change;
  const { xml, previous } = incoming;
  const rotates = ['shouldRotateConsumerKey', 'shouldRotateConsumerSecret'].filter(
    (name) => textOf(xml, name) === 'true',
  );
  if (previous && rotates.length > 0 && !ignoreWarnings && change.channel === 'deploy') {
    const problem = problemOf('FIELD_INTEGRITY_EXCEPTION', `${rotates.join(', ')}: the app's users lose their access.`);
    return [{ ...problem, warning: true }];
  }
  if (!isGiven(incoming)) return [];
  if (previous && draft.switches.ecaSecretOnUpdate === 'refused') {
    return [problemOf('FIELD_INTEGRITY_EXCEPTION', 'You cannot provide a Consumer Key')];
  }
  if (!honoursConsumer(incoming, draft.switches)) return [];
  const own = consumerOf(draft, appName);
  const key = textOf(xml, 'consumerKey');
  // L02: a key is unique across all apps.
  const isTaken = key !== undefined && draft.consumers.some((other) => other !== own && other.key === key);
  const taken = isTaken ? [problemOf('DUPLICATE_VALUE', 'The consumer key is already taken.')] : [];
  return [...charsetProblems(incoming), ...taken];
};
