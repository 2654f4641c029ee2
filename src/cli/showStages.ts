import { Messages } from '@salesforce/core';
import type { ConsentRequest, StageEvent, StageName } from '../ports/stageEvent.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'stages');

/** A line below a stage. */
type Data = Partial<Record<StageName, string>>;

/** `tell` shows a line at once, also with `--json`, where it must not be on stdout. */
export type Listener = {
  tell: (text: string) => void;
  warn: (text: string) => void;
  log: (text: string) => void;
  jsonEnabled: boolean;
};

type Stages = { show: (event: StageEvent) => void; end: (failed: boolean) => void };

const warningText = ({ id, data }: { id: string; data: readonly string[] }): string =>
  messages.getMessage(`warning.${id}`, [...data]);

/** Who has to do what, where, and for how long it is waited for. */
const consentText = ({ how, url, username, host, minutes, opened }: ConsentRequest): string => {
  const where = opened ? messages.getMessage('info.opened', [host, url]) : messages.getMessage('info.open', [url]);
  return `${where}\n${messages.getMessage(`info.${how}`, [username, minutes])}`;
};

const titleOf = (stage: StageName): string => messages.getMessage(`stage.${stage}`);

const deploying: ReadonlySet<StageName> = new Set(['certificate', 'appUsers', 'credentialSide', 'app']);

/** A log that nobody watches gets every fifteenth second of a wait, a terminal each. */
const isShown = (secondsLeft: number): boolean => process.stdout.isTTY || secondsLeft % 15 === 0;

/** Draws the stages of `title`; loads the drawing library only where somebody looks. */
const drawStages = async (title: string, names: readonly StageName[]): Promise<Stages> => {
  const { MultiStageOutput } = await import('@oclif/multi-stage-output');
  const titles = names.map(titleOf);
  const lines = ([...deploying, 'propagation', 'consent'] as const).map((stage) => ({
    stage: titleOf(stage),
    type: 'message' as const,
    get: (data?: Data) => data?.[stage],
  }));
  const drawing = new MultiStageOutput<Data>({
    title,
    stages: titles,
    jsonEnabled: false,
    stageSpecificBlock: lines.filter(({ stage }) => titles.includes(stage)),
  });
  let stage: StageName | undefined;
  return {
    show: (event) => {
      if (event.kind === 'stage') {
        stage = event.stage;
        drawing.goto(titleOf(stage), {});
      }
      if (event.kind === 'deploy' && stage) {
        drawing.updateData({ [stage]: messages.getMessage('info.components', [event.done, event.total]) });
      }
      if (event.kind === 'countdown' && isShown(event.secondsLeft)) {
        const waiting = stage === 'consent' ? 'consent' : 'propagation';
        drawing.updateData({ [waiting]: messages.getMessage('info.countdown', [event.secondsLeft]) });
      }
    },
    end: (failed) => (failed ? drawing.error() : drawing.stop()),
  };
};

/** Runs a pipeline to its end, showing what it tells, and gives its result. The drawing always ends. */
export const showStages = async <T>(
  pipeline: AsyncGenerator<StageEvent, T>,
  title: string,
  names: readonly StageName[],
  { tell, warn, log, jsonEnabled }: Listener,
): Promise<T> => {
  const stages = jsonEnabled ? undefined : await drawStages(title, names);
  const later: string[] = [];
  let failed = true;
  try {
    for (;;) {
      const step = await pipeline.next();
      if (step.done === true) {
        failed = false;
        return step.value;
      }
      const event = step.value;
      if (event.kind === 'warning') warn(warningText(event.notice));
      else if (event.kind === 'consent') tell(consentText(event));
      else if (event.kind === 'diff') later.push(event.text);
      else stages?.show(event);
    }
  } finally {
    stages?.end(failed);
    for (const text of later) log(text);
  }
};
