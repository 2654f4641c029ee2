import { Org } from '@salesforce/core';
import type { Target } from '../core/files/planProject.ts';
import type { SetupReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import type { RequestCounter } from '../org/requestCounter.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { addressed } from './addressed.ts';
import { nextAfterSetup } from './nextCommand.ts';
import { filesIn, makePorts } from './ports.ts';
import { setupAgain } from './setupAgain.ts';
import { type Listener, showStages } from './showStages.ts';
import { typedCommand } from './typedCommand.ts';

/** What goes where. */
export type Deployment = { settings: Settings; target: Target };

export type DeployUpgradeOptions = {
  root: string;
  /** Alias or username. */
  targetOrg: string;
  title: string;
  /** Words of the command line. */
  typed: Parameters<typeof setupAgain>[2];
  /** How long each deploy is waited for. */
  waitMs: number;
  /** The pipeline of a set-up, and the stages that it goes through. */
  start: (settings: Settings, ports: Ports) => AsyncGenerator<StageEvent, SetupReport>;
  stages: (settings: Settings) => readonly StageName[];
};

/** Flags of `upgrade` that the command has which goes on after it. */
const keptFlags: Readonly<Record<'authorize' | 'verify', readonly string[]>> = {
  authorize: ['api-version', 'no-browser'],
  verify: ['api-version'],
};

/** Deploys one upgraded loopback and proves it, as `setup` does; what is left to do is its `next`. */
export const deployUpgrade = async (
  { settings, target }: Deployment,
  { root, targetOrg, title, typed, waitMs, start, stages }: DeployUpgradeOptions,
  counter: RequestCounter,
  listener: Listener,
): Promise<SetupReport> => {
  const org = await Org.create({ aliasOrUsername: targetOrg });
  const connection = org.getConnection(settings.apiVersion);
  connection.setApiVersion(settings.apiVersion);
  const pipeline = start(settings, makePorts(connection, counter, filesIn(root, target), {}, { deployMs: waitMs }));
  const username = connection.getUsername() ?? targetOrg;
  const about = { org: username, name: settings.name };
  const again = setupAgain(settings, username, typed);
  const report = await addressed({ ...about, again }, () => showStages(pipeline, title, stages(settings), listener));
  const next = nextAfterSetup(report, (verb) =>
    verb === 'setup' ? again : typedCommand(verb, typed, about, (flag) => keptFlags[verb].includes(flag)),
  );
  return next === undefined ? report : { ...report, next };
};
