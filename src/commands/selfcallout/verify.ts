import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { addressed } from '../../cli/addressed.ts';
import { exitCodeOf } from '../../cli/exitCodes.ts';
import { orgFlags, waitFlag } from '../../cli/flags.ts';
import { interruptSignal } from '../../cli/interruptSignal.ts';
import { loopbackOf } from '../../cli/loopbackOf.ts';
import { OrgCommand } from '../../cli/orgCommand.ts';
import { makePorts, startCounting } from '../../cli/ports.ts';
import { presentVerify } from '../../cli/present/verify.ts';
import { typedCommand } from '../../cli/typedCommand.ts';
import { checkReceiptPath, writeReceipt } from '../../cli/writeReceipt.ts';
import { cleanTexts } from '../../core/cleanTexts.ts';
import type { VerifyReport } from '../../core/report.ts';
import { API_FLAGS, checksOf } from '../../core/verify/checks.ts';
import { CONTEXT_IDS, CONTEXTS } from '../../core/verify/contexts.ts';
import { verifyPipeline } from '../../stages/verifyPipeline.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.verify');

export default class SelfcalloutVerify extends OrgCommand<VerifyReport> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    ...orgFlags,
    context: Flags.option({
      summary: messages.getMessage('flags.context.summary'),
      description: messages.getMessage('flags.context.description'),
      options: CONTEXT_IDS,
      multiple: true,
      delimiter: ',',
    })(),
    api: Flags.option({
      summary: messages.getMessage('flags.api.summary'),
      description: messages.getMessage('flags.api.description'),
      options: API_FLAGS,
      multiple: true,
      delimiter: ',',
    })(),
    wait: waitFlag(
      {
        summary: messages.getMessage('flags.wait.summary'),
        description: messages.getMessage('flags.wait.description'),
      },
      10,
    ),
    'output-file': Flags.string({
      summary: messages.getMessage('flags.output-file.summary'),
      description: messages.getMessage('flags.output-file.description'),
      multiple: true,
      helpValue: '<path>',
    }),
  };

  public async run(): Promise<VerifyReport> {
    const signal = interruptSignal();
    const counter = startCounting();
    const { flags, raw } = await this.parse(SelfcalloutVerify);
    const receipts = flags['output-file'] ?? [];
    receipts.forEach(checkReceiptPath);
    const { connection, about } = loopbackOf(flags);
    const request = {
      name: about.name,
      contexts: CONTEXTS.filter(({ id }) => flags.context?.includes(id) ?? true),
      checks: checksOf(flags.api ?? API_FLAGS),
      waitMs: flags.wait.milliseconds,
    };
    const resume = typedCommand('verify', raw, about, (flag) => ['api', 'api-version'].includes(flag));
    const pipeline = verifyPipeline({ ...request, resume }, makePorts(connection, counter), signal);
    const found = await addressed({ ...about, again: typedCommand('verify', raw, about) }, () =>
      this.show(pipeline, messages.getMessage('info.title'), ['verify']),
    );
    const report = cleanTexts(found);
    for (const line of presentVerify(report, process.stdout.columns)) this.log(line);
    for (const file of receipts) this.log(messages.getMessage(`info.receipt.${writeReceipt(file, report)}`, [file]));
    process.exitCode = exitCodeOf(report);
    return report;
  }
}
