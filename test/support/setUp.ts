import { makePorts } from '../../src/cli/ports.ts';
import type { SetupReport } from '../../src/core/report.ts';
import { makeSettings, type SettingsInput } from '../../src/core/settings/makeSettings.ts';
import { countRequests } from '../../src/org/requestCounter.ts';
import { setupPipeline } from '../../src/stages/setupPipeline.ts';
import { inHome } from './home.ts';
import type { TestOrg } from './org.ts';

/** What `sf selfcallout setup --target-org org` does, without the second that a process of its own takes to start. */
export const setUp = async ({ home }: TestOrg, input: SettingsInput = {}, waitMs = 60_000): Promise<SetupReport> => {
  const connection = await inHome(home, async () => {
    const { Org, StateAggregator } = await import('@salesforce/core');
    StateAggregator.clearInstance();
    return (await Org.create({ aliasOrUsername: 'org' })).getConnection();
  });
  const apiVersion = connection.getApiVersion();
  const request = {
    settings: makeSettings({ ...input, apiVersion }),
    assignTo: [],
    waitMs,
    dryRun: false,
    overwrite: false,
    browser: false,
  };
  const run = setupPipeline(request, makePorts(connection, countRequests()), new AbortController().signal);
  for (;;) {
    const step = await run.next();
    if (step.done === true) return step.value;
  }
};
