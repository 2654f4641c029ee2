/**
 * `npm run demo`: an emulated org, and `selfcallout setup` in it twice, the second time to show that nothing is left to do.
 * `--json` prints the reports as one array instead. Everything happens in a temporary folder; nothing stays.
 */
import { makeStage } from './demo/stage.ts';

const json = process.argv.includes('--json');
const stage = await makeStage();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    void stage.clear().then(() => process.exit(130));
  });
}

/** Shows what a user would type, and runs it. */
const play = async (args: readonly string[], cwd: string): Promise<number> => {
  const title = `\n$ sf selfcallout ${args.join(' ')}\n`;
  return (await stage.play(args, { cwd, quiet: false, title })).code;
};

const show = async (): Promise<boolean> => {
  const setup = ['setup', '--target-org', 'demo'];
  const started = await play(['emulator', 'start', '--alias', 'demo'], stage.folder);
  const generated = await play(['generate', '--project-dir', 'project'], stage.folder);
  const first = await play(setup, stage.project);
  const second = await play(setup, stage.project);
  return [started, generated, first, second].every((code) => code === 0);
};

type Report = { proven?: boolean };

/** The `result` of a command's JSON; the whole answer when it failed, so that the reader sees why. */
const report = async (args: readonly string[], cwd: string): Promise<Report> => {
  const { stdout, stderr } = await stage.play([...args, '--json'], { cwd, quiet: true });
  if (stdout === '') throw new Error(stderr);
  const answer = JSON.parse(stdout) as { result?: Report };
  return answer.result ?? (answer as Report);
};

const tell = async (): Promise<boolean> => {
  await report(['emulator', 'start', '--alias', 'demo'], stage.folder);
  await report(['generate', '--project-dir', 'project'], stage.folder);
  const reports: Report[] = [];
  for (let run = 1; run <= 2; run += 1) reports.push(await report(['setup', '--target-org', 'demo'], stage.project));
  process.stdout.write(`${JSON.stringify(reports, undefined, 2)}\n`);
  return reports.every(({ proven }) => proven === true);
};

try {
  process.exitCode = (await (json ? tell() : show())) ? 0 : 1;
} finally {
  await stage.clear();
}
