import { boolean, string } from '@oclif/core/flags';
import { Messages } from '@salesforce/core/messages';
import { refreshEmulator } from '../../../cli/emulator/emulatorControl.ts';
import { writeEmulatorNote } from '../../../cli/emulator/emulatorFile.ts';
import { aliasOrg, forgetOrg, registerOrg } from '../../../cli/emulator/orgRegistration.ts';
import { runningEmulator } from '../../../cli/emulator/runningEmulator.ts';
import { LightCommand } from '../../../cli/lightCommand.ts';
import { fail } from '../../../core/failure.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.emulator.refresh');

type EmulatedOrg = { url: string; orgId: string; username: string; alias: string };

export type EmulatorRefreshResult = EmulatedOrg & {
  /** For the login page of this emulated org, whose data is nobody's. */
  password: string;
  /** The org that this one is a sandbox of: it goes on at the old address. */
  source?: EmulatedOrg;
};

export default class EmulatorRefresh extends LightCommand<EmulatorRefreshResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'sandbox-name': string({ summary: messages.getMessage('flags.sandbox-name.summary'), default: 'dev' }),
    'address-only': boolean({ summary: messages.getMessage('flags.address-only.summary') }),
  };

  public async run(): Promise<EmulatorRefreshResult> {
    const { flags } = await this.parse(EmulatorRefresh);
    const { dataDir } = this.config;
    const { note } = await runningEmulator(dataDir);
    const name = flags['sandbox-name'];
    if (!/^[A-Za-z0-9]{1,10}$/.test(name)) fail('InvalidSandboxName', { name });
    const order = flags['address-only'] ? ({ addressOnly: true } as const) : { name };
    const { token, password, source, ...org } = (await refreshEmulator(note, order)) ?? fail('EmulatorNotRunning');
    const { url, username } = org;
    const kept = source === undefined ? {} : { sourceUsername: source.username };
    // First the note: by it the process is found again, whatever happens here.
    await writeEmulatorNote(dataDir, { ...note, url, username, ...kept });
    await registerOrg({ url, token }, { alias: note.alias, setDefault: false }, process.env, note.proxy);
    const sourceAlias = `${note.alias}-source`;
    if (source !== undefined) await aliasOrg(source.username, sourceAlias);
    // Of a sandbox that is gone with this refresh, under another name.
    if (![username, source?.username].includes(note.username)) await forgetOrg(note.username);
    this.log(messages.getMessage('info.refreshed', [note.alias, url, org.orgId, username, password]));
    if (source !== undefined) this.log(messages.getMessage('info.source', [source.url, sourceAlias]));
    this.log(messages.getMessage('info.next', [note.alias]));
    return {
      ...org,
      password,
      alias: note.alias,
      ...(source === undefined
        ? {}
        : {
            source: { url: source.url, orgId: source.orgId, username: source.username, alias: sourceAlias },
          }),
    };
  }
}
