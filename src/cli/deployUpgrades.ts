import type { SfError } from '@salesforce/core/sfError';
import { failureOf } from '../core/failure.ts';
import type { SetupReport } from '../core/report.ts';
import type { RequestCounter } from '../org/requestCounter.ts';
import { deployUpgrade, type Deployment, type DeployUpgradeOptions } from './deployUpgrade.ts';
import { exitCodeOf } from './exitCodes.ts';
import { toSfError } from './failures.ts';
import type { Listener } from './showStages.ts';
import { upgradeAgain } from './upgradeAgain.ts';

/** Why one of several loopbacks could not be deployed: an error as `--json` shows it. */
export type UpgradeFailure = { loopback: string; name: string; message: string; actions: string[]; exitCode: number };

export type DeployedUpgrades = {
  setups: SetupReport[];
  failures: UpgradeFailure[];
  /** 0 all proven; 69 some are waited for; 68 some could not and others could; 1 none could. */
  exitCode: number;
  next?: string;
};

/** Failures that the next loopback would meet as well. */
const OF_THE_ORG: ReadonlySet<string> = new Set([
  'Interrupted',
  'OrgUnreachable',
  'OrgShowsPage',
  'SessionExpired',
  'ApiDisabled',
  'RequestLimitExceeded',
  'DeployInterrupted',
  'MissingPermissions',
  'NotMyDomain',
  'NamespacedOrg',
]);

const [STILL_WAITING, PARTIAL] = [69, 68];

const exitCodeOfAll = (codes: readonly number[]): number => {
  const isBad = (code: number): boolean => code !== 0 && code !== STILL_WAITING;
  if (!codes.some(isBad)) return Math.max(0, ...codes);
  return codes.every(isBad) ? Math.max(...codes) : PARTIAL;
};

/**
 * Deploys the upgraded loopbacks one after the other and proves them. One that could not be, or that has to be waited for,
 * does not keep the others from it; the same command again goes on with all that are left.
 */
export const deployUpgrades = async (
  deployments: readonly Deployment[],
  options: DeployUpgradeOptions,
  startCounting: () => RequestCounter,
  listener: Listener & { show: (report: SetupReport) => void },
): Promise<DeployedUpgrades> => {
  const setups: SetupReport[] = [];
  const failures: UpgradeFailure[] = [];
  const isOnlyOne = deployments.length === 1;
  for (const deployment of deployments) {
    try {
      const report = await deployUpgrade(deployment, options, startCounting(), listener);
      const { next, ...rest } = report;
      // Of several, one command goes on with all; it is told at the end.
      const shown = next === undefined || isOnlyOne ? report : rest;
      listener.show(shown);
      setups.push(shown);
    } catch (error) {
      const kind = failureOf(error)?.kind;
      if (isOnlyOne || kind === undefined || OF_THE_ORG.has(kind)) throw error;
      const { name, message, actions = [], exitCode } = toSfError(error) as SfError;
      const loopback = deployment.settings.name;
      failures.push({ loopback, name, message, actions, exitCode });
      listener.warn([`${loopback}: ${message}`, ...actions].join('\n'));
    }
  }
  const exitCode = exitCodeOfAll([
    ...setups.map((report) => exitCodeOf(report)),
    ...failures.map((failure) => failure.exitCode),
  ]);
  const [first] = setups;
  const again = upgradeAgain(options.asked, first?.org.username ?? options.targetOrg);
  const next = isOnlyOne ? first?.next : exitCode === 0 ? undefined : again;
  return { setups, failures, exitCode, ...(next === undefined ? {} : { next }) };
};
