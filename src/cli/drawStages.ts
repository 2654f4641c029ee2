import { Messages } from '@salesforce/core';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'stages');

/** Lines below the stages. */
type Data = Partial<Record<StageName | 'keys', string>>;

export type Drawing = {
  show: (event: StageEvent) => void;
  /** Leaves the terminal to somebody else; the next event draws again. */
  pause: () => void;
  end: (status: 'completed' | 'failed' | 'paused') => void;
};

const titleOf = (stage: StageName): string => messages.getMessage(`stage.${stage}`);

/** In a repair that goes before: it leaves permission sets and Apex as they are. */
const repairTitleOf = (stage: StageName): string =>
  stage === 'credentialSide' ? messages.getMessage('stage.credentials') : titleOf(stage);

/** A log that nobody watches gets every fifteenth second of a wait, a terminal each. */
const isShown = (secondsLeft: number): boolean => process.stdout.isTTY || secondsLeft % 15 === 0;

/** The line that an event writes below the stage that it belongs to. */
const lineOf = (event: StageEvent, stage: StageName): Data => {
  switch (event.kind) {
    case 'deploy':
      return { [stage]: messages.getMessage('info.components', [event.done, event.total]) };
    case 'countdown':
      return isShown(event.secondsLeft) ? { [stage]: messages.getMessage('info.countdown', [event.secondsLeft]) } : {};
    default:
      return {};
  }
};

/** Draws the stages of `title`; loads the drawing library only where somebody looks. */
export const drawStages = async (title: string, names: readonly StageName[]): Promise<Drawing> => {
  const { MultiStageOutput } = await import('@oclif/multi-stage-output');
  type Line = { stage: string; type: 'message'; get: (data?: Data) => string | undefined };
  let drawn = { title, stages: names, titleOf };
  const start = (from?: StageName) => {
    const { stages, titleOf: told } = drawn;
    const shown = from === undefined ? stages : stages.slice(stages.indexOf(from));
    // The library reads this list each time that it draws. A line that is not there yet must not be in it: it would be drawn
    // as a mark with nothing behind.
    const lines: Line[] = [];
    const output = new MultiStageOutput<Data>({
      title: drawn.title,
      stages: shown.map(told),
      jsonEnabled: false,
      stageSpecificBlock: lines,
    });
    const write = (stage: StageName, data: Data): void => {
      for (const key of Object.keys(data) as (keyof Data)[]) {
        const isThere = lines.some(({ get }) => get({ [key]: key }) === key);
        if (!isThere) lines.push({ stage: told(stage), type: 'message', get: (all) => all?.[key] });
      }
      output.updateData(data);
    };
    return { output, write };
  };
  let drawing: ReturnType<typeof start> | undefined = start();
  let stage: StageName | undefined;
  let hasKeys = false;
  const stop: Drawing['end'] = (status) => {
    drawing?.output.stop(status);
    drawing = undefined;
  };
  return {
    show: (event) => {
      if (event.kind === 'repair') {
        stop('completed');
        drawn = { title: messages.getMessage('info.repairing'), stages: event.stages, titleOf: repairTitleOf };
        return;
      }
      if (event.kind === 'stage') stage = event.stage;
      if (stage === undefined) return;
      drawing ??= start(stage);
      if (event.kind === 'stage') drawing.output.goto(drawn.titleOf(stage), {});
      else drawing.write(stage, lineOf(event, stage));
      // Below the countdown, which comes first.
      if (event.kind === 'consent') hasKeys = event.hasKeys;
      if (event.kind === 'countdown' && hasKeys) drawing.write(stage, { keys: messages.getMessage('info.keys') });
    },
    pause: () => stop('paused'),
    end: stop,
  };
};
