import { SfCommand } from '@salesforce/sf-plugins-core';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { exitCodeHelp } from './exitCodes.ts';
import { toSfError } from './failures.ts';
import { showStages } from './showStages.ts';

/** The base of commands that work in an org by stages; `LightCommand` is that of the others. */
export abstract class OrgCommand<T> extends SfCommand<T> {
  public static override readonly errorCodes = exitCodeHelp;

  /** Runs a pipeline to its end under a title, showing its stages. */
  protected show<R>(pipeline: AsyncGenerator<StageEvent, R>, title: string, stages: readonly StageName[]): Promise<R> {
    return showStages(pipeline, title, stages, {
      warn: (text) => this.warn(text),
      log: (text) => this.log(text),
      jsonEnabled: this.jsonEnabled(),
    });
  }

  protected override async catch(error: Error): Promise<never> {
    return super.catch(toSfError(error, this.id) as Error);
  }
}
