import { boolean, option, string } from '@oclif/core/flags';
import { Messages } from '@salesforce/core/messages';
import type { SelfcalloutGenerateResult } from '../../cli/generateFiles.ts';
import { LightCommand } from '../../cli/lightCommand.ts';
import { DEFAULT_METHOD, METHODS } from '../../core/methods/methods.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'selfcallout.generate');

/** Some of the files were left alone because the user had edited them. */
const PARTIAL = 68;

export default class SelfcalloutGenerate extends LightCommand<SelfcalloutGenerateResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    name: string({ char: 'n', summary: messages.getMessage('flags.name.summary'), default: 'SelfCallout' }),
    label: string({ summary: messages.getMessage('flags.label.summary') }),
    method: option({ options: METHODS })({
      summary: messages.getMessage('flags.method.summary'),
      default: DEFAULT_METHOD,
    }),
    'app-type': option({ options: ['external-client-app', 'connected-app'] as const })({
      summary: messages.getMessage('flags.app-type.summary'),
    }),
    'credential-type': option({ options: ['external', 'legacy'] as const })({
      summary: messages.getMessage('flags.credential-type.summary'),
    }),
    principal: option({ options: ['named', 'per-user'] as const })({
      summary: messages.getMessage('flags.principal.summary'),
    }),
    'merge-fields-in-header': boolean({
      summary: messages.getMessage('flags.merge-fields-in-header.summary'),
      description: messages.getMessage('flags.merge-fields-in-header.description'),
    }),
    scope: string({ summary: messages.getMessage('flags.scope.summary'), multiple: true }),
    'api-version': string({ char: 'a', summary: messages.getMessage('flags.api-version.summary') }),
    'output-dir': string({
      char: 'd',
      summary: messages.getMessage('flags.output-dir.summary'),
      exclusive: ['project-dir'],
    }),
    'project-dir': string({
      summary: messages.getMessage('flags.project-dir.summary'),
      description: messages.getMessage('flags.project-dir.description'),
    }),
    'global-oauth-dir': string({
      summary: messages.getMessage('flags.global-oauth-dir.summary'),
      description: messages.getMessage('flags.global-oauth-dir.description'),
    }),
    overwrite: boolean({ summary: messages.getMessage('flags.overwrite.summary') }),
  };

  public async run(): Promise<SelfcalloutGenerateResult> {
    const { flags } = await this.parse(SelfcalloutGenerate);
    const { generateFiles } = await import('../../cli/generateFiles.ts');
    const { name, label, method, scope: scopes, overwrite } = flags;
    const result = generateFiles(
      {
        name,
        label,
        method,
        scopes,
        appType: flags['app-type'],
        credentialType: flags['credential-type'],
        principalType: flags.principal,
        mergeFieldsInHeader: flags['merge-fields-in-header'],
        apiVersion: flags['api-version'],
      },
      {
        cwd: process.cwd(),
        outputDir: flags['output-dir'],
        projectDir: flags['project-dir'],
        globalOauthDir: flags['global-oauth-dir'],
      },
      { overwrite, pluginVersion: this.config.pjson.version },
    );
    this.show(result);
    if (result.conflicts.length > 0) process.exitCode = PARTIAL;
    return result;
  }

  private show({ files, projectDir, conflicts, superfluous, kept, next }: SelfcalloutGenerateResult): void {
    const changed = files.filter(({ change }) => change !== 'unchanged');
    for (const { path, change } of changed) this.log(`  ${change.padEnd('overwritten'.length)}  ${path}`);
    const unchanged = String(files.length - changed.length);
    this.log(messages.getMessage('info.done', [String(changed.length - conflicts.length), unchanged, projectDir]));
    if (conflicts.length > 0) this.warn(messages.getMessage('warning.conflicts', [String(conflicts.length)]));
    for (const path of superfluous) this.warn(messages.getMessage('warning.superfluous', [path]));
    for (const path of kept) this.warn(messages.getMessage('warning.kept', [path]));
    if (next !== undefined) this.log(messages.getMessage('info.next', [next]));
  }
}
