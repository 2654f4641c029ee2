import { boolean, integer, string } from '@oclif/core/flags';
import { Messages } from '@salesforce/core/messages';
import { clearFaults, injectFault, type EmulatorFault, type FaultRow } from '../../../cli/emulator/emulatorControl.ts';
import { runningEmulator } from '../../../cli/emulator/runningEmulator.ts';
import { LightCommand } from '../../../cli/lightCommand.ts';
import { faultLines } from '../../../cli/present/faults.ts';
import { fail } from '../../../core/failure.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.emulator.fault');

export type EmulatorFaultResult = {
  /** The faults that the emulated org now has, with how many requests each has met. */
  faults: EmulatorFault[];
  /** How many were taken away. */
  removed: number;
};

/** What goes along with an effect and says nothing without one. */
const ofEffect = {
  dependsOn: ['effect'],
};

export default class EmulatorFaultCommand extends LightCommand<EmulatorFaultResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    effect: string({
      char: 'e',
      summary: messages.getMessage('flags.effect.summary'),
      description: messages.getMessage('flags.effect.description'),
      options: [
        'latency',
        'status',
        'reset',
        'malformed',
        'expiredToken',
        'REQUEST_LIMIT_EXCEEDED',
        'UNABLE_TO_LOCK_ROW',
        'maintenance',
      ],
    }),
    method: string({ summary: messages.getMessage('flags.method.summary'), ...ofEffect }),
    path: string({ summary: messages.getMessage('flags.path.summary'), ...ofEffect }),
    header: string({ summary: messages.getMessage('flags.header.summary'), ...ofEffect }),
    body: string({ summary: messages.getMessage('flags.body.summary'), ...ofEffect }),
    origin: string({
      summary: messages.getMessage('flags.origin.summary'),
      options: ['client', 'callout'],
      ...ofEffect,
    }),
    times: integer({ summary: messages.getMessage('flags.times.summary'), min: 1, ...ofEffect }),
    when: string({ summary: messages.getMessage('flags.when.summary'), options: ['before', 'after'], ...ofEffect }),
    latency: integer({ summary: messages.getMessage('flags.latency.summary'), min: 1, ...ofEffect }),
    status: integer({ summary: messages.getMessage('flags.status.summary'), min: 400, max: 599, ...ofEffect }),
    'error-code': string({ summary: messages.getMessage('flags.error-code.summary'), ...ofEffect }),
    message: string({ summary: messages.getMessage('flags.message.summary'), ...ofEffect }),
    clear: boolean({ summary: messages.getMessage('flags.clear.summary') }),
  };

  public async run(): Promise<EmulatorFaultResult> {
    const { flags } = await this.parse(EmulatorFaultCommand);
    const { note, health } = await runningEmulator(this.config.dataDir);
    const removed = flags.clear ? ((await clearFaults(note)) ?? fail('EmulatorNotRunning')) : 0;
    if (flags.clear) this.log(messages.getMessage('info.cleared', [removed]));
    const faults = flags.clear ? [] : health.faults;
    if (flags.effect !== undefined) {
      const { effect, method, path, header, body, origin, times, when, latency, status, message } = flags;
      const errorCode = flags['error-code'];
      const given = { method: method?.toUpperCase(), path, header, body, origin, times, when };
      const row = { effect, ...given, latencyMs: latency, status, errorCode, message };
      const taken = (await injectFault(note, row as FaultRow)) ?? fail('EmulatorNotRunning');
      if ('problem' in taken) return fail('FaultRefused', taken);
      faults.push(taken);
    }
    if (faults.length === 0 && !flags.clear) this.log(messages.getMessage('info.none'));
    if (faults.length > 0) this.log(messages.getMessage('info.faults'));
    for (const line of faultLines(faults)) this.log(line);
    return { faults, removed };
  }
}
