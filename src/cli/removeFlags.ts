import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { orgFlags, waitFlag } from './flags.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.remove');
const shared = Messages.loadMessages('sf-plugin-selfcallout', 'flags');

export const removeFlags = {
  ...orgFlags,
  keep: Flags.option({ summary: messages.getMessage('flags.keep.summary'), options: ['apex'] as const })(),
  'dry-run': Flags.boolean({ summary: messages.getMessage('flags.dry-run.summary'), default: false }),
  force: Flags.boolean({
    summary: messages.getMessage('flags.force.summary'),
    description: messages.getMessage('flags.force.description'),
    default: false,
  }),
  'no-prompt': Flags.boolean({ summary: shared.getMessage('flags.no-prompt.summary'), default: false }),
  async: Flags.boolean({ summary: messages.getMessage('flags.async.summary'), default: false, exclusive: ['wait'] }),
  wait: waitFlag({ summary: messages.getMessage('flags.wait.summary') }, 33),
  'test-level': Flags.option({
    summary: messages.getMessage('flags.test-level.summary'),
    description: messages.getMessage('flags.test-level.description'),
    options: ['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg'] as const,
    // The level says that tests are named, and nothing else makes use of names.
    relationships: [
      {
        type: 'all',
        flags: [{ name: 'tests', when: (flags) => Promise.resolve(flags['test-level'] === 'RunSpecifiedTests') }],
      },
    ],
  })(),
  tests: Flags.string({
    summary: messages.getMessage('flags.tests.summary'),
    multiple: true,
    dependsOn: ['test-level'],
  }),
};
