import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { boolean, integer, option, string } from '@oclif/core/flags';
import { Messages } from '@salesforce/core/messages';
import { fail } from '../../../core/failure.ts';
import { emulatorHealth, emulatorPassword } from '../../../cli/emulator/emulatorControl.ts';
import { readEmulatorNote, writeEmulatorNote } from '../../../cli/emulator/emulatorFile.ts';
import { launchEmulator } from '../../../cli/emulator/launchEmulator.ts';
import { registerOrg } from '../../../cli/emulator/orgRegistration.ts';
import { environmentFor, keepCertificate, type Proxy } from '../../../cli/emulator/realHosts.ts';
import { LightCommand } from '../../../cli/lightCommand.ts';
import { EDITIONS, type Edition } from '../../../emulator/state/editions.ts';
import { parseSwitch, switchNames } from '../../../emulator/state/parseSwitch.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.emulator.start');

export type EmulatorStartResult = {
  /** True when an emulated org ran before; nothing was started then. */
  alreadyRunning: boolean;
  url: string;
  pid: number;
  username: string;
  /** For the login page of this emulated org, whose data is nobody's. */
  password: string;
  alias: string;
  /** Value of the header `x-selfcallout-control`, which injects faults and resets the org. */
  controlToken: string;
  /** With real host names: what a process needs in its environment to find the org. */
  environment?: Record<string, string>;
  /** The orgs after the first, with `--orgs`. */
  others?: Array<{ url: string; orgId: string; username: string; password: string; alias: string }>;
};

export default class EmulatorStart extends LightCommand<EmulatorStartResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    alias: string({
      char: 'a',
      summary: messages.getMessage('flags.alias.summary'),
      default: 'selfcallout-emulator',
    }),
    edition: option({
      summary: messages.getMessage('flags.edition.summary'),
      description: messages.getMessage('flags.edition.description'),
      options: Object.keys(EDITIONS) as Edition[],
      default: 'developer',
    })(),
    host: string({ summary: messages.getMessage('flags.host.summary'), default: '127.0.0.1' }),
    orgs: integer({
      summary: messages.getMessage('flags.orgs.summary'),
      description: messages.getMessage('flags.orgs.description'),
      min: 1,
      max: 200,
      default: 1,
    }),
    port: integer({ char: 'p', summary: messages.getMessage('flags.port.summary'), min: 0, max: 65_535, default: 0 }),
    'real-hosts': boolean({
      summary: messages.getMessage('flags.real-hosts.summary'),
      description: messages.getMessage('flags.real-hosts.description'),
    }),
    'set-default': boolean({ summary: messages.getMessage('flags.set-default.summary') }),
    'state-file': string({
      summary: messages.getMessage('flags.state-file.summary'),
      description: messages.getMessage('flags.state-file.description'),
      exclusive: ['orgs'],
    }),
    switch: string({
      summary: messages.getMessage('flags.switch.summary'),
      description: messages.getMessage('flags.switch.description', [switchNames().join(', ')]),
      multiple: true,
    }),
  };

  public async run(): Promise<EmulatorStartResult> {
    const { flags, metadata } = await this.parse(EmulatorStart);
    const { dataDir } = this.config;
    const stateFile = flags['state-file'];
    const running = await this.runningOrg();
    if (running) return running;
    const switches = (flags.switch ?? []).map(
      (text) => parseSwitch(text) ?? fail('UnknownSwitch', { given: text, known: switchNames() }),
    );
    const controlKey = randomBytes(24).toString('base64url');
    await mkdir(dataDir, { recursive: true });
    const startedAt = performance.now();
    const launch = await launchEmulator({
      host: flags.host,
      port: flags.port,
      controlKey,
      ...(metadata.flags['edition']?.setFromDefault !== true && { edition: flags.edition }),
      realHosts: flags['real-hosts'],
      orgs: flags.orgs,
      switches: Object.assign({}, ...switches) as Record<string, unknown>,
      ...(stateFile !== undefined && { stateFile: resolve(stateFile) }),
      cwd: dataDir,
      // Windows starts no process without it; nothing else of the user's environment is of use there.
      env: { SystemRoot: process.env['SystemRoot'] },
    });
    if ('problem' in launch) {
      const { code, message } = launch.problem;
      if (code === 'ENOTLOOPBACK' || code === 'EADDRNOTAVAIL') return fail('NotLoopback', { host: flags.host });
      if (code === 'ESTATEFILE') return fail('StateFileRefused', { path: stateFile ?? '', reason: message });
      if (code === 'EADDRINUSE') return fail('PortInUse', { port: flags.port });
      return fail('EmulatorDidNotStart', { reason: message });
    }
    const { url, pid, token, username, password, memory } = launch.launched;
    const launchMs = performance.now() - startedAt;
    const others = (launch.launched.others ?? []).map((org, index) => ({
      ...org,
      alias: `${flags.alias}-${index + 2}`,
    }));
    const proxy = launch.launched.proxy && (await keepCertificate(dataDir, launch.launched.proxy));
    try {
      const names = { alias: flags.alias, setDefault: flags['set-default'] };
      await registerOrg({ url, token }, names, process.env, proxy);
      for (const { alias, ...org } of others) await registerOrg(org, { alias, setDefault: false }, process.env, proxy);
      const otherUsernames = others.map((org) => org.username);
      const note = { pid, url, controlKey, username, alias: flags.alias, ...(proxy && { proxy }) };
      await writeEmulatorNote(dataDir, { ...note, ...(otherUsernames.length > 0 && { otherUsernames }) });
      await launch.stay();
    } finally {
      launch.abandon();
    }
    this.log(messages.getMessage('info.started', [url, flags.alias, username, password]));
    this.log(messages.getMessage('info.control', [controlKey]));
    const started = { alreadyRunning: false, url, pid, username, password, alias: flags.alias };
    const shown = { ...started, controlToken: controlKey, ...this.shown(proxy) };
    if (others.length === 0) return shown;
    for (const org of others)
      this.log(messages.getMessage('info.other', [org.alias, org.url, org.username, org.password]));
    const megabytes = Math.round(memory / 1e6);
    this.log(messages.getMessage('info.orgs', [others.length + 1, (launchMs / 1000).toFixed(1), megabytes]));
    return {
      ...shown,
      others: others.map(({ url: at, orgId, username: name, password: word, alias }) => ({
        url: at,
        orgId,
        username: name,
        password: word,
        alias,
      })),
    };
  }

  private async runningOrg(): Promise<EmulatorStartResult | undefined> {
    const note = await readEmulatorNote(this.config.dataDir);
    const health = note && (await emulatorHealth(note));
    const password = health && (await emulatorPassword(note));
    if (!note || password === undefined) return undefined;
    const { pid, url, username, alias, proxy, controlKey: controlToken } = note;
    this.log(messages.getMessage('info.alreadyRunning', [url, alias, username, password]));
    this.log(messages.getMessage('info.control', [controlToken]));
    return { alreadyRunning: true, url, pid, username, password, alias, controlToken, ...this.shown(proxy) };
  }

  private shown(proxy: Proxy | undefined): Pick<EmulatorStartResult, 'environment'> {
    if (!proxy) return {};
    const environment = environmentFor(proxy);
    this.log(messages.getMessage('info.environment'));
    for (const [name, value] of Object.entries(environment)) this.log(`${name}=${value}`);
    return { environment };
  }
}
