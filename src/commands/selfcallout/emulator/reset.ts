import { Messages } from '@salesforce/core/messages';
import { resetEmulator } from '../../../cli/emulator/emulatorControl.ts';
import { runningEmulator } from '../../../cli/emulator/runningEmulator.ts';
import { LightCommand } from '../../../cli/lightCommand.ts';
import { fail } from '../../../core/failure.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.emulator.reset');

export type EmulatorResetResult = {
  url: string;
  alias: string;
  username: string;
};

export default class EmulatorReset extends LightCommand<EmulatorResetResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public async run(): Promise<EmulatorResetResult> {
    await this.parse(EmulatorReset);
    const { note } = await runningEmulator(this.config.dataDir);
    if (!(await resetEmulator(note))) fail('EmulatorNotRunning');
    const { url, alias, username } = note;
    this.log(messages.getMessage('info.reset', [url, alias]));
    return { url, alias, username };
  }
}
