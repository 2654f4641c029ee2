import { Messages } from '@salesforce/core/messages';
import { emulatorHealth, type EmulatorFault, type EmulatorHealth } from '../../../cli/emulator/emulatorControl.ts';
import { readEmulatorNote } from '../../../cli/emulator/emulatorFile.ts';
import { LightCommand } from '../../../cli/lightCommand.ts';
import { faultLines } from '../../../cli/present/faults.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.emulator.status');

export type EmulatorStatusResult = {
  running: boolean;
  url?: string;
  pid?: number;
  alias?: string;
  username?: string;
  orgId?: string;
  uptimeMs?: number;
  /** Requests of clients, and of the org's own Apex. */
  requests?: number;
  callouts?: number;
  /** What was asked for and is not emulated. */
  notEmulated?: Array<{ method: string; path: string; what?: string; times: number }>;
  /** What was made to go wrong. */
  faults?: EmulatorFault[];
};

export default class EmulatorStatus extends LightCommand<EmulatorStatusResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public async run(): Promise<EmulatorStatusResult> {
    await this.parse(EmulatorStatus);
    const note = await readEmulatorNote(this.config.dataDir);
    const health = note && (await emulatorHealth(note));
    if (!health) {
      this.log(messages.getMessage('info.notRunning'));
      // The answer is no.
      process.exitCode = 1;
      return { running: false };
    }
    this.show(health, note.alias);
    const { url, pid, username, orgId, uptimeMs, requests, callouts, notEmulated, faults } = health;
    const counts = { uptimeMs, requests, callouts, notEmulated, faults };
    return { running: true, url, pid, alias: note.alias, username, orgId, ...counts };
  }

  private show(health: EmulatorHealth, alias: string): void {
    const { url, pid, username, orgId, requests, callouts, notEmulated, faults } = health;
    const minutes = Math.floor(health.uptimeMs / 60_000);
    this.log(messages.getMessage('info.running', [url, pid, minutes, alias, username, orgId, requests, callouts]));
    if (notEmulated.length > 0) this.log(messages.getMessage('info.notEmulated'));
    for (const { method, path, what, times } of notEmulated) {
      this.log(`  ${times} × ${method} ${path}${what === undefined ? '' : ` (${what})`}`);
    }
    if (faults.length > 0) this.log(messages.getMessage('info.faults'));
    for (const line of faultLines(faults)) this.log(line);
  }
}
