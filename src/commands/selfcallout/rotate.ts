import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { addressed } from '../../cli/addressed.ts';
import { answered } from '../../cli/answered.ts';
import { exitCodeOf } from '../../cli/exitCodes.ts';
import { orgFlags, waitFlag } from '../../cli/flags.ts';
import { followApp } from '../../cli/followApp.ts';
import { interruptSignal } from '../../cli/interruptSignal.ts';
import { loopbackOf } from '../../cli/loopbackOf.ts';
import { OrgCommand } from '../../cli/orgCommand.ts';
import { makeRotatePorts, startCounting } from '../../cli/ports.ts';
import { presentRotate } from '../../cli/present/rotate.ts';
import { typedCommand, waits } from '../../cli/typedCommand.ts';
import type { RotateReport } from '../../core/rotate/rotateReport.ts';
import { rotatePipeline, rotateStages } from '../../stages/rotate/rotatePipeline.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.rotate');

export default class SelfcalloutRotate extends OrgCommand<RotateReport> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    ...orgFlags,
    wait: waitFlag({ summary: messages.getMessage('flags.wait.summary'), exclusive: ['async'] }, 15),
    async: Flags.boolean({
      summary: messages.getMessage('flags.async.summary'),
      description: messages.getMessage('flags.async.description'),
      default: false,
    }),
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary'), default: false }),
    'no-browser': Flags.boolean({ summary: messages.getMessage('flags.no-browser.summary'), default: false }),
  };

  public async run(): Promise<RotateReport> {
    const signal = interruptSignal();
    const counter = startCounting();
    const { flags, raw } = await this.parse(SelfcalloutRotate);
    const { connection, about } = loopbackOf(flags);
    const { name } = about;
    const request = {
      name,
      waitMs: flags.async ? 0 : flags.wait.milliseconds,
      isAsync: flags.async,
      browser: !flags['no-browser'],
      confirm: (): Promise<boolean> => (flags['no-prompt'] ? Promise.resolve(true) : this.askConsent(name, signal)),
    };
    const pipeline = rotatePipeline(request, makeRotatePorts(connection, counter), signal);
    const again = typedCommand('rotate', raw, about, waits);
    const report = await addressed({ ...about, again }, () =>
      this.show(pipeline, messages.getMessage('info.title'), rotateStages),
    );
    const files = report.outcome === 'rotated' && report.app !== null ? followApp(process.cwd(), name, report.app) : [];
    // By an app that is left another run finds what this one could not end.
    const isOpen = report.next !== undefined || report.leftBehind.some((what) => what.startsWith('ExternalClientApp'));
    const result: RotateReport = {
      ...report,
      ...(files.length === 0 ? {} : { projectFiles: files }),
      ...(isOpen ? { next: again } : {}),
    };
    for (const line of presentRotate(result)) this.log(line);
    process.exitCode = exitCodeOf({ outcome: result.outcome, kept: result.leftBehind });
    return result;
  }

  /** Without a terminal there is nobody to ask. */
  private askConsent(name: string, signal: AbortSignal): Promise<boolean> {
    if (!process.stdin.isTTY || this.jsonEnabled()) return Promise.resolve(false);
    return answered(this.confirm({ message: messages.getMessage('prompt.consent', [name]), ms: 300_000 }), signal);
  }
}
