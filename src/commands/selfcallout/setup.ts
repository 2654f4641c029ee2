import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { addressed } from '../../cli/addressed.ts';
import { askPassword, passwordFlags } from '../../cli/askPassword.ts';
import { personAt } from '../../cli/consentKeys.ts';
import { exitCodeOf } from '../../cli/exitCodes.ts';
import { failWithoutConsent } from '../../cli/failWithoutConsent.ts';
import { apiVersionOf, orgFlags, waitFlag } from '../../cli/flags.ts';
import { interruptSignal } from '../../cli/interruptSignal.ts';
import { OrgCommand } from '../../cli/orgCommand.ts';
import { nextAfterSetup } from '../../cli/nextCommand.ts';
import { findFiles, makePorts, startCounting } from '../../cli/ports.ts';
import { presentSetup } from '../../cli/present/setup.ts';
import { typedCommand, waits } from '../../cli/typedCommand.ts';
import { fail } from '../../core/failure.ts';
import type { Method } from '../../core/settings.ts';
import type { SetupReport } from '../../core/report.ts';
import { METHODS } from '../../core/methods/methods.ts';
import { makeSettings } from '../../core/settings/makeSettings.ts';
import { setupPipeline } from '../../stages/setupPipeline.ts';
import type { SetupRequest } from '../../stages/setupRequest.ts';
import { setupStages } from '../../stages/setupStages.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.setup');

/** Flags that another command of the same loopback takes over. */
const keptFlags: Readonly<Record<'setup' | 'authorize' | 'verify', (flag: string, input: string) => boolean>> = {
  setup: waits,
  // Not --no-prompt: whoever types it is there, and is waited for.
  authorize: (flag) => ['api-version', 'no-browser'].includes(flag),
  verify: (flag) => flag === 'api-version',
};

type Typed = ReadonlyArray<{ type: string; flag?: string }>;

/** What is said by how a loopback is made, which cannot be said of one that is there. */
const OF_NEW_ONES = ['run-as', 'app-type', 'credential-type', 'principal', 'merge-fields-in-header', 'scope'];

/** `--adopt` as the pipeline takes it: a method counts where it was typed. */
const adoptionOf = (
  { adopt, method, use = [] }: { adopt: boolean; method: Method; use: string[] | undefined },
  typed: Typed,
): Pick<SetupRequest, 'adopt'> => {
  const isTyped = (name: string): boolean => typed.some(({ flag }) => flag === name);
  if (!isTyped('adopt')) return {};
  if (!adopt && use.length > 0) fail('UseWithoutAdopt', { use });
  if (!adopt) return { adopt: false };
  const refused = OF_NEW_ONES.filter(isTyped);
  if (refused.length > 0) fail('AdoptionTakesNo', { flags: refused.map((flag) => `--${flag}`) });
  return { adopt: { wanted: { method: isTyped('method') ? method : undefined, use } } };
};

export default class SelfcalloutSetup extends OrgCommand<SetupReport> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    ...orgFlags,
    label: Flags.string({ summary: messages.getMessage('flags.label.summary') }),
    method: Flags.option({
      summary: messages.getMessage('flags.method.summary'),
      options: METHODS,
      default: 'client-credentials',
    })(),
    'app-type': Flags.option({
      summary: messages.getMessage('flags.app-type.summary'),
      options: ['external-client-app', 'connected-app'] as const,
    })(),
    'credential-type': Flags.option({
      summary: messages.getMessage('flags.credential-type.summary'),
      options: ['external', 'legacy'] as const,
    })(),
    principal: Flags.option({
      summary: messages.getMessage('flags.principal.summary'),
      options: ['named', 'per-user'] as const,
    })(),
    'merge-fields-in-header': Flags.boolean({
      summary: messages.getMessage('flags.merge-fields-in-header.summary'),
      description: messages.getMessage('flags.merge-fields-in-header.description'),
      default: false,
    }),
    scope: Flags.string({ summary: messages.getMessage('flags.scope.summary'), multiple: true }),
    'run-as': Flags.string({
      summary: messages.getMessage('flags.run-as.summary'),
      description: messages.getMessage('flags.run-as.description'),
      helpValue: '<username>',
    }),
    'assign-to': Flags.string({
      summary: messages.getMessage('flags.assign-to.summary'),
      multiple: true,
      helpValue: '<username>',
    }),
    'contact-email': Flags.string({
      summary: messages.getMessage('flags.contact-email.summary'),
      helpValue: '<email>',
    }),
    'output-dir': Flags.string({
      char: 'd',
      summary: messages.getMessage('flags.output-dir.summary'),
      helpValue: '<path>',
    }),
    wait: waitFlag(
      {
        summary: messages.getMessage('flags.wait.summary'),
        description: messages.getMessage('flags.wait.description'),
      },
      15,
    ),
    async: Flags.boolean({
      summary: messages.getMessage('flags.async.summary'),
      description: messages.getMessage('flags.async.description'),
      default: false,
      exclusive: ['wait'],
    }),
    'dry-run': Flags.boolean({ summary: messages.getMessage('flags.dry-run.summary'), default: false }),
    overwrite: Flags.boolean({ summary: messages.getMessage('flags.overwrite.summary'), default: false }),
    adopt: Flags.boolean({
      summary: messages.getMessage('flags.adopt.summary'),
      description: messages.getMessage('flags.adopt.description'),
      allowNo: true,
    }),
    use: Flags.string({
      summary: messages.getMessage('flags.use.summary'),
      description: messages.getMessage('flags.use.description'),
      multiple: true,
      dependsOn: ['adopt'],
      helpValue: '<Type:Name>',
    }),
    'no-browser': Flags.boolean({
      summary: messages.getMessage('flags.no-browser.summary'),
      description: messages.getMessage('flags.no-browser.description'),
      default: false,
    }),
    ...passwordFlags,
  };

  public async run(): Promise<SetupReport> {
    const signal = interruptSignal();
    const counter = startCounting();
    const { flags, raw } = await this.parse(SelfcalloutSetup);
    const connection = flags['target-org'].getConnection(flags['api-version']);
    const { files, apiVersion: projectVersion } = findFiles(flags['output-dir'], flags.name);
    const apiVersion = apiVersionOf(flags['api-version'], projectVersion, connection.getApiVersion());
    const { name, label, method, scope } = flags;
    const settings = makeSettings({
      name,
      label,
      method,
      scopes: scope,
      apiVersion,
      appType: flags['app-type'],
      credentialType: flags['credential-type'],
      principalType: flags.principal,
      mergeFieldsInHeader: flags['merge-fields-in-header'],
    });
    connection.setApiVersion(settings.apiVersion);
    const waitMs = flags.async ? 0 : flags.wait.milliseconds;
    const request = {
      settings,
      ...(flags['run-as'] === undefined ? {} : { runAs: flags['run-as'] }),
      assignTo: flags['assign-to'] ?? [],
      ...(flags['contact-email'] === undefined ? {} : { contactEmail: flags['contact-email'] }),
      waitMs,
      dryRun: flags['dry-run'],
      overwrite: flags.overwrite,
      browser: !flags['no-browser'],
      unattended: flags['no-browser'] && flags['no-prompt'],
      ...adoptionOf(flags, raw),
    };
    const people = { password: askPassword(flags, this, signal), person: personAt(!flags['no-prompt']) };
    const ports = makePorts(connection, counter, files, people, { deployMs: waitMs });
    const pipeline = setupPipeline(request, ports, signal);
    const about = { org: connection.getUsername() ?? '', name: settings.name };
    const say = (verb: keyof typeof keptFlags): string => typedCommand(verb, raw, about, keptFlags[verb]);
    const report = await addressed({ ...about, again: say('setup') }, () =>
      this.show(pipeline, messages.getMessage('info.title'), setupStages(request)),
    );
    const next = nextAfterSetup(report, say);
    const result: SetupReport = next === undefined ? report : { ...report, next };
    for (const line of presentSetup(result)) this.log(line);
    failWithoutConsent(result);
    process.exitCode = exitCodeOf(result);
    return result;
  }
}
