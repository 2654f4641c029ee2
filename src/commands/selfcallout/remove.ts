import { Messages } from '@salesforce/core';
import { addressed } from '../../cli/addressed.ts';
import { answered } from '../../cli/answered.ts';
import { exitCodeOf } from '../../cli/exitCodes.ts';
import { interruptSignal } from '../../cli/interruptSignal.ts';
import { loopbackOf } from '../../cli/loopbackOf.ts';
import { OrgCommand } from '../../cli/orgCommand.ts';
import { makeRemovePorts, startCounting } from '../../cli/ports.ts';
import { presentRemove } from '../../cli/present/remove.ts';
import { projectOf } from '../../cli/projectOf.ts';
import { removeFlags } from '../../cli/removeFlags.ts';
import { typedCommand, waits } from '../../cli/typedCommand.ts';
import { fail } from '../../core/failure.ts';
import type { RemoveReport } from '../../core/remove/removeReport.ts';
import { carryOutRemoval } from '../../stages/remove/carryOutRemoval.ts';
import { isEmpty, isRefused, planStage, type Removal } from '../../stages/remove/planStage.ts';
import { removalReport } from '../../stages/remove/removalReport.ts';
import { testLevelOf } from '../../stages/remove/testLevelOf.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.remove');

export default class SelfcalloutRemove extends OrgCommand<RemoveReport> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = removeFlags;

  public async run(): Promise<RemoveReport> {
    const signal = interruptSignal();
    const counter = startCounting();
    const { flags, raw } = await this.parse(SelfcalloutRemove);
    const { connection, about } = loopbackOf(flags);
    const { name } = about;
    const request = {
      name,
      keepsApex: flags.keep === 'apex',
      dryRun: flags['dry-run'],
      force: flags.force,
      testLevel: flags['test-level'],
      runTests: flags.tests ?? [],
      waitMs: flags.async ? 0 : flags.wait.milliseconds,
    };
    const title = messages.getMessage('info.title');
    const again = typedCommand('remove', raw, about, waits);
    const asks = !flags['no-prompt'] && !flags.force && !flags['dry-run'];
    const report = await addressed({ ...about, again }, async () => {
      if (asks && (this.jsonEnabled() || !process.stdin.isTTY)) fail('ConfirmationNeeded');
      const ports = makeRemovePorts(connection, counter);
      const planned = await this.show(planStage(request, ports, signal), title, ['facts']);
      if (asks && !(await this.isConfirmed(planned, signal))) return removalReport(planned, 'declined');
      return this.show(carryOutRemoval(planned, signal), title, ['tokens', 'removal']);
    });
    const project = projectOf(process.cwd(), name);
    const isOpen = report.outcome !== 'removed' && report.outcome !== 'absent';
    const result: RemoveReport = {
      ...report,
      ...(project === undefined ? {} : { project }),
      ...(isOpen ? { next: again } : {}),
    };
    for (const line of presentRemove(result)) this.log(line);
    process.exitCode = exitCodeOf({ outcome: result.outcome });
    return result;
  }

  /** Nobody is asked about what is refused anyway, or about nothing. */
  private async isConfirmed(removal: Removal, signal: AbortSignal): Promise<boolean> {
    if (isEmpty(removal) || isRefused(removal)) return true;
    const { plan, ports, request } = removal;
    const { org } = ports;
    for (const { type, fullName } of plan.components) this.log(`- ${type} ${fullName}`);
    const level = testLevelOf(removal, plan.components);
    const question = messages.getMessage('info.confirm', [
      plan.components.length,
      request.name,
      org.username,
      org.instanceUrl,
    ]);
    const tests = level === undefined ? '' : `${messages.getMessage('info.confirmTests', [level])} `;
    return answered(this.confirm({ message: `${tests}${question}`, ms: 300_000 }), signal);
  }
}
