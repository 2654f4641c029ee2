import { Org } from '@salesforce/core';
import { failureOf } from '../core/failure.ts';
import type { Target } from '../core/files/planProject.ts';
import type { SetupReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import type { RequestCounter } from '../org/requestCounter.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { addressed } from './addressed.ts';
import { nextAfterSetup } from './nextCommand.ts';
import { filesIn, makePorts } from './ports.ts';
import { type Listener, showStages } from './showStages.ts';
import { typedCommand } from './typedCommand.ts';
import { afterFailure, type Typed, upgradeAgain } from './upgradeAgain.ts';

/** What goes where. */
export type Deployment = { settings: Settings; target: Target };

export type DeployUpgradeOptions = {
  root: string;
  /** Alias or username. */
  targetOrg: string;
  title: (name: string) => string;
  asked: Typed;
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

/** The org of an alias or username; fails where nobody logged in to it. */
export const findOrg = (targetOrg: string): Promise<Org> => Org.create({ aliasOrUsername: targetOrg });

/** Deploys one upgraded loopback and proves it, as `setup` does; what is left to do is its `next`. */
export const deployUpgrade = async (
  { settings, target }: Deployment,
  { root, targetOrg, title, asked, waitMs, start, stages }: DeployUpgradeOptions,
  counter: RequestCounter,
  listener: Listener,
): Promise<SetupReport> => {
  const org = await findOrg(targetOrg);
  const connection = org.getConnection(settings.apiVersion);
  connection.setApiVersion(settings.apiVersion);
  const pipeline = start(settings, makePorts(connection, counter, filesIn(root, target), {}, { deployMs: waitMs }));
  const username = connection.getUsername() ?? targetOrg;
  const about = { org: username, name: settings.name };
  const show = (): Promise<SetupReport> =>
    showStages(pipeline, title(settings.name), stages(settings), listener).catch((error: unknown) => {
      const failure = failureOf(error);
      if (failure) failure.data = { again: afterFailure(failure.kind, settings, asked, username), ...failure.data };
      throw error;
    });
  const report = await addressed(about, show);
  const next = nextAfterSetup(report, (verb) =>
    verb === 'setup'
      ? upgradeAgain(asked, username)
      : typedCommand(verb, asked.typed, about, (flag) => keptFlags[verb].includes(flag)),
  );
  return next === undefined ? report : { ...report, next };
};
