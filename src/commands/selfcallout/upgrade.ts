import { boolean, integer, string } from '@oclif/core/flags';
import { Messages } from '@salesforce/core/messages';
import type { EndpointReport } from '../../cli/endpointFiles.ts';
import { LightCommand } from '../../cli/lightCommand.ts';
import type { Deployment, DeployUpgradeOptions } from '../../cli/deployUpgrade.ts';
import type { DeployedUpgrades, UpgradeFailure } from '../../cli/deployUpgrades.ts';
import type { LoopbackUpgrade } from '../../cli/loopbackUpgrade.ts';
import type { UpgradeOptions } from '../../cli/upgradeFiles.ts';
import type { SetupReport } from '../../core/report.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.upgrade');

/** Some files have conflicts to resolve. */
const PARTIAL = 68;

/** oclif says `boolean` and gives undefined for a flag that nobody set. */
const isSet = (...flags: readonly boolean[]): boolean => flags.includes(true);

/** What `upgrade --json` gives. */
export type SelfcalloutUpgradeResult = {
  schemaVersion: 1;
  /** Absolute. */
  projectDir: string;
  /** Nothing was written: `--check` or `--dry-run`. */
  readOnly: boolean;
  /** Something was older than what this plugin makes. */
  due: boolean;
  loopbacks: LoopbackUpgrade[];
  /** With `--dry-run`: a unified diff of each file that would be written, in the order of `loopbacks`, less the copies. */
  diffs: string[];
  /** With `--scan-endpoints`: API versions below the limit in the Apex of the project. */
  endpoints: EndpointReport[];
  /** With `--target-org`, one for each loopback, but for those of `failures`. */
  setups: SetupReport[];
  /** Of several loopbacks, those whose deployment could not be; where there is only one, that is the command's own error. */
  failures: UpgradeFailure[];
  /** The command that goes on; with `--target-org` it does so for all loopbacks that are not proven. */
  next?: string;
};

/** The parser of Apex is loaded only for this. */
const scanner = async (below: string | undefined, fix: boolean): Promise<NonNullable<UpgradeOptions['scan']>> => {
  const { endpointFiles } = await import('../../cli/endpointFiles.ts');
  return (root, generated, newest) => endpointFiles(root, generated, below ?? newest, fix);
};

export default class SelfcalloutUpgrade extends LightCommand<SelfcalloutUpgradeResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    name: string({ char: 'n', summary: messages.getMessage('flags.name.summary') }),
    'api-version': string({
      char: 'a',
      summary: messages.getMessage('flags.api-version.summary'),
      description: messages.getMessage('flags.api-version.description'),
    }),
    check: boolean({
      summary: messages.getMessage('flags.check.summary'),
      exclusive: ['target-org', 'fix', 'dry-run'],
    }),
    'dry-run': boolean({
      summary: messages.getMessage('flags.dry-run.summary'),
      exclusive: ['target-org', 'fix'],
    }),
    'scan-endpoints': boolean({
      summary: messages.getMessage('flags.scan-endpoints.summary'),
      description: messages.getMessage('flags.scan-endpoints.description'),
    }),
    below: string({
      summary: messages.getMessage('flags.below.summary'),
      dependsOn: ['scan-endpoints'],
      helpValue: '<NN.0>',
    }),
    fix: boolean({ summary: messages.getMessage('flags.fix.summary'), dependsOn: ['scan-endpoints'] }),
    'target-org': string({ char: 'o', summary: messages.getMessage('flags.target-org.summary') }),
    wait: integer({
      char: 'w',
      summary: messages.getMessage('flags.wait.summary'),
      description: messages.getMessage('flags.wait.description'),
      min: 0,
      default: 15,
      helpValue: '<minutes>',
    }),
    async: boolean({
      summary: messages.getMessage('flags.async.summary'),
      description: messages.getMessage('flags.async.description'),
      dependsOn: ['target-org'],
      exclusive: ['wait'],
    }),
    'no-browser': boolean({ summary: messages.getMessage('flags.no-browser.summary') }),
  };

  public async run(): Promise<SelfcalloutUpgradeResult> {
    const { flags, raw } = await this.parse(SelfcalloutUpgrade);
    const { upgradeFiles } = await import('../../cli/upgradeFiles.ts');
    const readOnly = isSet(flags.check, flags['dry-run']);
    const { name, 'api-version': apiVersion } = flags;
    const targetOrg = readOnly ? undefined : flags['target-org'];
    // A name that is mistyped should change no file.
    if (targetOrg !== undefined) await (await import('../../cli/deployUpgrade.ts')).findOrg(targetOrg);
    const scan = flags['scan-endpoints'] ? await scanner(flags.below, isSet(flags.fix)) : undefined;
    const project = upgradeFiles({ cwd: process.cwd(), name, apiVersion, readOnly, ...(scan && { scan }) });
    const { root, loopbacks, endpoints } = project;
    const { presentDiff } = await import('../../cli/present/diff.ts');
    for (const diff of project.diffs) this.log(presentDiff(diff));
    const { presentUpgrade } = await import('../../cli/present/upgrade.ts');
    for (const line of presentUpgrade(loopbacks, endpoints)) this.log(line);
    const conflicts = loopbacks.flatMap((loopback) => loopback.conflicts);
    const result: SelfcalloutUpgradeResult = {
      schemaVersion: 1,
      projectDir: root,
      readOnly,
      due: loopbacks.some(({ due }) => due) || endpoints.some(({ raised }) => !raised),
      loopbacks,
      diffs: isSet(flags['dry-run']) ? project.diffs : [],
      endpoints,
      setups: [],
      failures: [],
    };
    if (flags.check && result.due) process.exitCode = 1;
    if (conflicts.length > 0 && !readOnly) process.exitCode = PARTIAL;
    this.warnOfConflicts(loopbacks, readOnly);
    if (project.behind.length > 0) this.warn(messages.getMessage('warning.behind', [project.behind.join(', ')]));
    if (targetOrg !== undefined && conflicts.length === 0) {
      const options = {
        root,
        targetOrg,
        waitMs: isSet(flags.async) ? 0 : flags.wait * 60_000,
        browser: !flags['no-browser'],
        asked: { typed: raw, name },
      };
      const { setups, failures, exitCode, next } = await this.deploy(project.deployments, options);
      process.exitCode = exitCode;
      const done = { ...result, setups, failures };
      if (next === undefined) return done;
      // Else the lines of the set-up told it already.
      const [first] = setups;
      if (first?.next === undefined || first.authorization.problem !== undefined) this.tellNext(next);
      return { ...done, next };
    }
    return this.withNext(result, project.setup, flags);
  }

  private warnOfConflicts(loopbacks: readonly LoopbackUpgrade[], readOnly: boolean): void {
    const unknown = loopbacks.flatMap((loopback) => loopback.unknown);
    const both = loopbacks.flatMap(({ conflicts }) => conflicts).filter((path) => !unknown.includes(path));
    if (both.length > 0 && readOnly) this.warn(messages.getMessage('warning.toConflict', [both.join(', ')]));
    if (both.length > 0 && !readOnly) this.warn(messages.getMessage('warning.conflicts', [both.join(', ')]));
    if (unknown.length > 0) this.warn(messages.getMessage('warning.unknown', [unknown.join(', ')]));
  }

  private async deploy(
    deployments: readonly Deployment[],
    {
      browser,
      ...options
    }: Pick<DeployUpgradeOptions, 'root' | 'targetOrg' | 'waitMs' | 'asked'> & { browser: boolean },
  ): Promise<DeployedUpgrades> {
    const [{ deployUpgrades }, { startCounting }, { presentSetup }, { interruptSignal }, pipeline, stages] =
      await Promise.all([
        import('../../cli/deployUpgrades.ts'),
        import('../../cli/ports.ts'),
        import('../../cli/present/setup.ts'),
        import('../../cli/interruptSignal.ts'),
        import('../../stages/setupPipeline.ts'),
        import('../../stages/setupStages.ts'),
      ]);
    const listener = {
      warn: (text: string) => this.warn(text),
      log: (text: string) => this.log(text),
      jsonEnabled: this.jsonEnabled(),
      show: (report: SetupReport) => presentSetup(report).forEach((line) => this.log(line)),
    };
    const signal = interruptSignal();
    const request = (settings: Deployment['settings']): Parameters<typeof pipeline.setupPipeline>[0] => ({
      settings,
      assignTo: [],
      waitMs: options.waitMs,
      browser,
      dryRun: false,
      overwrite: false,
    });
    const work: DeployUpgradeOptions = {
      ...options,
      title: (name) => messages.getMessage('info.title', [name]),
      start: (settings, ports) => pipeline.setupPipeline(request(settings), ports, signal),
      stages: (settings) => stages.setupStages(request(settings)),
    };
    return deployUpgrades(deployments, work, startCounting, listener);
  }

  private tellNext(next: string): void {
    this.log(messages.getMessage('info.next', [next]));
  }

  private withNext(
    result: SelfcalloutUpgradeResult,
    setup: string,
    { name, 'api-version': version }: { name?: string | undefined; 'api-version'?: string | undefined },
  ): SelfcalloutUpgradeResult {
    const again = `sf selfcallout upgrade${name === undefined ? '' : ` --name ${name}`}${version === undefined ? '' : ` --api-version ${version}`}`;
    const isOpen = result.loopbacks.some(({ conflicts }) => conflicts.length > 0);
    const next = isOpen || (result.readOnly && result.due) ? again : setup;
    this.tellNext(next);
    return { ...result, next };
  }
}
