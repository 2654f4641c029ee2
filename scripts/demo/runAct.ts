import type { SetupReport } from '../../src/core/report.ts';
import type { Act } from './acts.ts';
import { attend, type Attended, type Person } from './attend.ts';
import type { Played } from './selfcallout.ts';
import type { Stage } from './stage.ts';

/** `answer` is what a program gets: the report, or the error as `--json` prints it. */
export type Scene = { act: Act; step: Attended['step']; report?: SetupReport; answer: unknown; problem?: string };

export const commandOf = ({ method, name, options }: Act): string[] => [
  ...['setup', '--target-org', 'demo', '--method', method, '--name', name, ...options],
  ...['--no-browser', '--wait', '1'],
];

type Envelope = { result?: unknown; message?: string };

const isReport = (value: unknown): value is SetupReport =>
  typeof value === 'object' && value !== null && 'proven' in value;

const envelopeOf = ({ stdout, stderr, code }: Played): Envelope => {
  try {
    return JSON.parse(stdout) as Envelope;
  } catch {
    return { message: `exit ${code}: ${stderr || stdout}` };
  }
};

/** The answer of `--json`: its result, or all of it when the command failed. */
export const answerOf = (played: Played): unknown => {
  const envelope = envelopeOf(played);
  return envelope.result ?? envelope;
};

/** Sets one loopback up, and does for it what a person has to do. */
export const runAct = async (act: Act, stage: Stage, person: Person): Promise<Scene> => {
  const { terminal = false } = act;
  let attended: Attended = { step: 'none' };
  const played = await stage.play(terminal ? commandOf(act) : [...commandOf(act), '--json'], {
    cwd: stage.project,
    terminal,
    attend: (child) => (attended = attend(child, person)),
  });
  const answer = played.sent ?? answerOf(played);
  const { step, problem } = attended;
  if (isReport(answer) && problem === undefined) return { act, step, report: answer, answer };
  return { act, step, answer, problem: problem ?? (answer as Envelope).message ?? JSON.stringify(answer) };
};
