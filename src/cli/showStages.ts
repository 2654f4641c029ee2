import { ux } from '@oclif/core/ux';
import { Messages } from '@salesforce/core';
import { failureOf } from '../core/failure.ts';
import type { ConsentRequest, StageEvent, StageName } from '../ports/stageEvent.ts';
import { drawStages, type Drawing } from './drawStages.ts';
import { presentDiff } from './present/diff.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-selfcallout', 'stages');

export type Listener = {
  warn: (text: string) => void;
  log: (text: string) => void;
  jsonEnabled: boolean;
};

const warningText = ({ id, data }: { id: string; data: readonly string[] }): string =>
  messages.getMessage(`warning.${id}`, [...data]);

/** Who has to do what, where, and for how long it is waited for; a live drawing tells the keys itself, below its countdown. */
const consentText = (
  { how, url, username, host, minutes, browser, hasKeys }: ConsentRequest,
  isLive: boolean,
): string =>
  [
    messages.getMessage(`info.${browser}`, [host, url]),
    [
      messages.getMessage(`info.${how}`, [username]),
      minutes === 0 ? messages.getMessage('info.waitsNot') : messages.getMessage('info.waits', [minutes]),
    ].join(' '),
    ...(hasKeys && !isLive ? [messages.getMessage('info.keys')] : []),
  ].join('\n');

const isPending = (report: unknown): boolean => (report as { outcome?: unknown } | undefined)?.outcome === 'pending';

/** Runs a pipeline to its end, showing what it tells, and gives its result. The drawing always ends. */
export const showStages = async <T>(
  pipeline: AsyncGenerator<StageEvent, T>,
  title: string,
  names: readonly StageName[],
  { warn, log, jsonEnabled }: Listener,
): Promise<T> => {
  const drawing = jsonEnabled ? undefined : await drawStages(title, names);
  const later: string[] = [];
  let end: Parameters<Drawing['end']>[0] = 'failed';
  let at = '';
  try {
    for (;;) {
      const step = await pipeline.next();
      if (step.done === true) {
        end = isPending(step.value) ? 'paused' : 'completed';
        return step.value;
      }
      const event = step.value;
      if (event.kind === 'stage')
        at = ` ${messages.getMessage('info.atStage', [messages.getMessage(`stage.${event.stage}`)])}`;
      if (event.kind === 'warning') warn(warningText(event.notice));
      else if (event.kind === 'diff') later.push(presentDiff(event.text));
      else if (event.kind === 'info') {
        if (!jsonEnabled) ux.stderr(messages.getMessage(`info.${event.notice.id}`, [...event.notice.data]));
      } else if (event.kind === 'prompt') drawing?.pause();
      else {
        // On stderr, also with `--json`, and by way of the console, which a live drawing makes room for.
        if (event.kind === 'consent') ux.stderr(consentText(event, !jsonEnabled && process.stdout.isTTY));
        drawing?.show(event);
      }
    }
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.data?.['at'] === '') failure.data = { ...failure.data, at };
    throw error;
  } finally {
    drawing?.end(end);
    for (const text of later) log(text);
  }
};
