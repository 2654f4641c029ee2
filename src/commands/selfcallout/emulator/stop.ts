import { Messages } from '@salesforce/core/messages';
import { stopEmulator } from '../../../cli/emulator/emulatorControl.ts';
import { readEmulatorNote, removeEmulatorNote } from '../../../cli/emulator/emulatorFile.ts';
import { forgetOrg } from '../../../cli/emulator/orgRegistration.ts';
import { removeCertificate } from '../../../cli/emulator/realHosts.ts';
import { LightCommand } from '../../../cli/lightCommand.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.emulator.stop');

export type EmulatorStopResult = {
  /** False when none was running. */
  stopped: boolean;
  url?: string;
  username?: string;
};

export default class EmulatorStop extends LightCommand<EmulatorStopResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public async run(): Promise<EmulatorStopResult> {
    await this.parse(EmulatorStop);
    const note = await readEmulatorNote(this.config.dataDir);
    if (!note) {
      this.log(messages.getMessage('info.notRunning'));
      return { stopped: false };
    }
    const stopped = await stopEmulator(note);
    // Also when the process had died by itself: its authorization is of no use any more.
    await forgetOrg(note.username);
    if (note.sourceUsername !== undefined) await forgetOrg(note.sourceUsername);
    for (const username of note.otherUsernames ?? []) await forgetOrg(username);
    await removeEmulatorNote(this.config.dataDir);
    await removeCertificate(this.config.dataDir);
    this.log(messages.getMessage(stopped ? 'info.stopped' : 'info.notRunning', [note.url]));
    return { stopped, url: note.url, username: note.username };
  }
}
