/**
 * `npm run demo`: an emulated org, and a loopback by every method in it, the first one twice to show that nothing is left
 * to do then; with `--all` every method with every kind of app, credential and principal that it admits. Where a person
 * has to consent or to type a password, one is played. `--json` prints the reports as one array instead of a table.
 * Everything happens in a temporary folder; nothing stays.
 */
import { presentChecks } from '../src/cli/present/checks.ts';
import { acts, everyAct, switches } from './demo/acts.ts';
import type { Person } from './demo/attend.ts';
import { answerOf, commandOf, runAct, type Scene } from './demo/runAct.ts';
import { makeStage } from './demo/stage.ts';
import { listOf, tableOf } from './demo/table.ts';

const json = process.argv.includes('--json');
const all = process.argv.includes('--all');
const stage = await makeStage();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    void stage.clear().then(() => process.exit(130));
  });
}

const say = (text: string): void => {
  if (!json) process.stdout.write(text);
};

/** A command as it is typed into a terminal of 80 columns. */
const show = (args: readonly string[]): void => {
  const lines = ['$ sf selfcallout'];
  for (const words of args.join(' ').split(/ (?=--)/)) {
    const last = lines.at(-1) ?? '';
    if (last.length + words.length > 76) lines.push(`    ${words}`);
    else lines[lines.length - 1] = `${last} ${words}`;
  }
  say(`${lines.join(' \\\n')}\n`);
};

/** Runs what the methods need first; gives its JSON. */
const prepare = async (args: readonly string[]): Promise<unknown> => {
  show(args);
  const played = await stage.play([...args, '--json'], { cwd: stage.folder });
  const answer = answerOf(played);
  if (played.code !== 0) throw new Error((answer as { message?: string }).message ?? played.stderr);
  return answer;
};

const did = { none: '', consent: 'A person logs in and allows. ', password: 'A person types the password. ' };

const tell = ({ report, step, problem }: Scene): void => {
  if (problem !== undefined) process.stderr.write(`  ${problem}\n`);
  if (!report) return;
  const made = report.components.filter(({ change }) => change !== 'unchanged').length;
  const took = `${(report.durationMs / 1000).toFixed(1)} s`;
  say(`  ${did[step]}${made} of ${report.components.length} components made, ${report.outcome} in ${took}.\n`);
  for (const { id, ok, control, why } of report.checks) {
    if (ok === false && !control) process.stderr.write(`  ${id}: ${why ?? 'failed'}\n`);
  }
};

const play = async (act: (typeof acts)[number], person: Person): Promise<Scene> => {
  show(commandOf(act));
  const scene = await runAct(act, stage, person);
  tell(scene);
  return scene;
};

const playAll = async (): Promise<boolean> => {
  const org = ['emulator', 'start', '--alias', 'demo', ...switches.flatMap((each) => ['--switch', each])];
  const person = (await prepare(org)) as Person;
  await prepare(['generate', '--project-dir', 'project']);
  const scenes: Scene[] = [];
  for (const act of all ? everyAct() : acts) scenes.push(await play(act, person));
  say(`\n${all ? listOf(scenes) : tableOf(scenes)}\n`);
  say('\nOnce more, where everything is there already:\n');
  const again = scenes[0] ? [await play(scenes[0].act, person)] : [];
  say(`\n${presentChecks(again[0]?.report?.checks ?? []).join('\n')}\n`);
  const played = [...scenes, ...again];
  if (json)
    process.stdout.write(
      `${JSON.stringify(
        played.map(({ answer }) => answer),
        undefined,
        2,
      )}\n`,
    );
  return played.every(({ report }) => report?.proven === true);
};

try {
  process.exitCode = (await playAll()) ? 0 : 1;
} finally {
  await stage.clear();
}
