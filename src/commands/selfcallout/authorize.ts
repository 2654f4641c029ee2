import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { addressed } from '../../cli/addressed.ts';
import { authorizeAgain } from '../../cli/authorizeAgain.ts';
import { askPassword, passwordFlags } from '../../cli/askPassword.ts';
import { personAt } from '../../cli/consentKeys.ts';
import { exitCodeOf } from '../../cli/exitCodes.ts';
import { failWithoutConsent } from '../../cli/failWithoutConsent.ts';
import { orgFlags, waitFlag } from '../../cli/flags.ts';
import { interruptSignal } from '../../cli/interruptSignal.ts';
import { loopbackOf } from '../../cli/loopbackOf.ts';
import { OrgCommand } from '../../cli/orgCommand.ts';
import { nextAfterAuthorize } from '../../cli/nextCommand.ts';
import { findOwnFiles, makePorts, startCounting } from '../../cli/ports.ts';
import { presentAuthorize } from '../../cli/present/authorize.ts';
import { typedCommand } from '../../cli/typedCommand.ts';
import type { AuthorizeReport } from '../../core/report.ts';
import { authorizePipeline, authorizeStages } from '../../stages/authorizePipeline.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.authorize');

export default class SelfcalloutAuthorize extends OrgCommand<AuthorizeReport> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    ...orgFlags,
    renew: Flags.boolean({
      summary: messages.getMessage('flags.renew.summary'),
      description: messages.getMessage('flags.renew.description'),
      default: false,
    }),
    'run-as': Flags.string({
      summary: messages.getMessage('flags.run-as.summary'),
      helpValue: '<username>',
    }),
    wait: waitFlag({ summary: messages.getMessage('flags.wait.summary') }, 15),
    'no-browser': Flags.boolean({
      summary: messages.getMessage('flags.no-browser.summary'),
      description: messages.getMessage('flags.no-browser.description'),
      default: false,
    }),
    ...passwordFlags,
  };

  public async run(): Promise<AuthorizeReport> {
    const signal = interruptSignal();
    const counter = startCounting();
    const { flags, raw } = await this.parse(SelfcalloutAuthorize);
    const { files, apiVersion } = findOwnFiles(flags.name);
    const { connection, settings, about } = loopbackOf(flags, apiVersion);
    const { name, principal } = settings;
    const password = askPassword(flags, this, signal);
    const request = {
      name,
      principal,
      ...(flags['run-as'] === undefined ? {} : { runAs: flags['run-as'] }),
      waitMs: flags.wait.milliseconds,
      browser: !flags['no-browser'],
      unattended: flags['no-browser'] && flags['no-prompt'],
      renew: flags.renew,
    };
    const people = { password, person: personAt(!flags['no-prompt']) };
    const ports = makePorts(connection, counter, files, people, { deployMs: flags.wait.milliseconds });
    const pipeline = authorizePipeline(request, ports, signal);
    const again = authorizeAgain(raw, about);
    const report = await addressed({ ...about, again }, () =>
      this.show(pipeline, messages.getMessage('info.title'), authorizeStages),
    );
    const next = nextAfterAuthorize(report, (verb, isKept) => typedCommand(verb, raw, about, isKept));
    const result: AuthorizeReport = { ...report, next };
    for (const line of presentAuthorize(result)) this.log(line);
    failWithoutConsent(result);
    process.exitCode = exitCodeOf(result);
    return result;
  }
}
