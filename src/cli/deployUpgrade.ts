import { Org } from '@salesforce/core';
import type { Target } from '../core/files/planProject.ts';
import type { SetupReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import type { RequestCounter } from '../org/requestCounter.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { addressed } from './addressed.ts';
import { filesIn, makePorts } from './ports.ts';
import { setupAgain } from './setupAgain.ts';
import { type Listener, showStages } from './showStages.ts';

/** What goes where. */
export type Deployment = { settings: Settings; target: Target };

export type DeployUpgradeOptions = {
  root: string;
  /** Alias or username. */
  targetOrg: string;
  title: string;
  /** Words of the command line. */
  typed: Parameters<typeof setupAgain>[2];
  /** The pipeline of a set-up, and the stages that it goes through. */
  start: (settings: Settings, ports: Ports) => AsyncGenerator<StageEvent, SetupReport>;
  stages: (settings: Settings) => readonly StageName[];
};

/** Deploys one upgraded loopback and proves it, as `setup` does. */
export const deployUpgrade = async (
  { settings, target }: Deployment,
  { root, targetOrg, title, typed, start, stages }: DeployUpgradeOptions,
  counter: RequestCounter,
  listener: Listener,
): Promise<SetupReport> => {
  const org = await Org.create({ aliasOrUsername: targetOrg });
  const connection = org.getConnection(settings.apiVersion);
  connection.setApiVersion(settings.apiVersion);
  const pipeline = start(settings, makePorts(connection, counter, filesIn(root, target)));
  const username = connection.getUsername() ?? targetOrg;
  const about = { org: username, name: settings.name, again: setupAgain(settings, username, typed) };
  return addressed(about, () => showStages(pipeline, title, stages(settings), listener));
};
