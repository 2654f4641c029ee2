import { EventEmitter } from 'node:events';
import { EOL } from 'node:os';
import { styleText } from 'node:util';
import { Command } from '@oclif/core/command';
import { directory } from '@oclif/core/flags';
import { Messages } from '@salesforce/core/messages';
import { type CommandError, errorEnvelope, quotingSuggestions, toCommandError } from './commandError.ts';
import { toSfError } from './failures.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'lightCommand');

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/**
 * What SfCommand gives a command that needs no org (global flags, both JSON envelopes, warnings, the look of errors), without
 * its libraries, whose loading alone costs more than the whole work of such a command.
 */
export abstract class LightCommand<T> extends Command {
  public static override enableJsonFlag = true;
  public static override baseFlags = {
    'flags-dir': directory({ summary: messages.getMessage('flags.flags-dir.summary'), helpGroup: 'GLOBAL' }),
  };

  private readonly warnings: string[] = [];

  public abstract override run(): Promise<T>;

  public override warn(input: string): string;
  public override warn(input: Error): Error;
  public override warn(input: string | Error): string | Error {
    const text = typeof input === 'string' ? input : input.message;
    this.warnings.push(text);
    this.logToStderr(`${styleText(['bold', 'yellow'], messages.getMessage('warning.prefix'))} ${text}`);
    return input;
  }

  protected override toSuccessJson(result: unknown): unknown {
    return { status: typeof process.exitCode === 'number' ? process.exitCode : 0, result, warnings: this.warnings };
  }

  protected override async catch(thrown: Error): Promise<never> {
    const original = toError(toSfError(thrown, this.id));
    const error = toCommandError(original, this.ctor.name, this.warnings, process.exitCode);
    process.exitCode = error.status;
    if (this.ctor.strict && error.status === 2 && thrown.message.includes('Unexpected argument')) {
      error.actions = [...(error.actions ?? []), ...quotingSuggestions(error.cause)];
    }
    if (this.jsonEnabled()) this.logJson(errorEnvelope(error));
    else this.logToStderr(describe(error));
    // The CLI's own telemetry listens for this; SfCommand emits it as well.
    EventEmitter.prototype.emit.call(process, 'sfCommandError', error, this.id);
    return Promise.reject(error);
  }
}

const describe = ({ code, message, actions = [] }: CommandError): string => {
  const prefix = messages.getMessage('error.prefix', [code ? ` (${code})` : '']);
  const lines = [`${styleText(['bold', 'red'], prefix)} ${message}`, ''];
  const tryThis = ['', styleText('dim', messages.getMessage('actions.tryThis')), '', ...actions];
  return [...lines, ...(actions.length === 0 ? [] : tryThis)].join(EOL);
};
