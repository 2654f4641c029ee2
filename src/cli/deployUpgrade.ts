import { Org } from '@salesforce/core';
import type { Target } from '../core/files/planProject.ts';
import type { SetupReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import type { RequestCounter } from '../org/requestCounter.ts';
import { setupPipeline } from '../stages/setupPipeline.ts';
import { setupStages } from '../stages/setupStages.ts';
import { addressed } from './addressed.ts';
import { filesIn, makePorts } from './ports.ts';
import { type Listener, showStages } from './showStages.ts';

/** What goes where. */
export type Deployment = { settings: Settings; target: Target };

export type DeployUpgradeOptions = {
  root: string;
  /** Alias or username. */
  targetOrg: string;
  waitMs: number;
  browser: boolean;
  title: string;
};

/** Deploys one upgraded loopback and proves it, as `setup` does. */
export const deployUpgrade = async (
  { settings, target }: Deployment,
  { root, targetOrg, waitMs, browser, title }: DeployUpgradeOptions,
  counter: RequestCounter,
  listener: Listener,
  signal: AbortSignal,
): Promise<SetupReport> => {
  const org = await Org.create({ aliasOrUsername: targetOrg });
  const connection = org.getConnection(settings.apiVersion);
  connection.setApiVersion(settings.apiVersion);
  const request = { settings, assignTo: [], waitMs, dryRun: false, overwrite: false, browser };
  const pipeline = setupPipeline(request, makePorts(connection, counter, filesIn(root, target)), signal);
  const about = { org: connection.getUsername() ?? targetOrg, name: settings.name };
  return addressed(about, () => showStages(pipeline, title, setupStages(request), listener));
};
