import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPlugin } from '../cli/installPlugin.ts';
import { plainEnv } from '../cli/isolatedHome.ts';
import { packPlugin } from '../cli/packPlugin.ts';
import { run } from '../run.ts';
import { cpuOf } from './cpuOf.ts';
import type { Race } from './race.ts';

const unrelatedFiles = 5_000;

/** A project of the official scaffolder at `folder`. */
const makeProject = async (cli: string, env: NodeJS.ProcessEnv, folder: string, name: string): Promise<string> => {
  const args = ['template', 'generate', 'project', '--name', name, '--output-dir', folder];
  const made = await run([cli, ...args], { env, cwd: folder });
  if (made.code !== 0) throw new Error(made.output);
  return join(folder, name);
};

/** Classes that have nothing to do with any loopback. */
const fill = async (project: string): Promise<void> => {
  const classes = join(project, 'force-app/main/default/classes');
  await mkdir(classes, { recursive: true });
  for (let index = 0; index < unrelatedFiles; index += 2) {
    await writeFile(join(classes, `Unrelated${index}.cls`), `public class Unrelated${index} {}\n`);
    await writeFile(join(classes, `Unrelated${index}.cls-meta.xml`), '<ApexClass/>\n');
  }
};

/**
 * CPU of the packed and installed plugin against the Salesforce CLI's own commands, in a CLI of the same release
 * without the plugin, and against itself in an empty project. `cli` is the real CLI's entry file; everything is made
 * below `folder`.
 */
export const cliRaces = async (cli: string, folder: string): Promise<readonly Race[]> => {
  const withPlugin = await plainEnv(join(folder, 'with'));
  const without = await plainEnv(join(folder, 'without'));
  await installPlugin(cli, withPlugin, await packPlugin(folder));
  const project = await makeProject(cli, without, folder, 'project');
  const [empty, full] = [
    await makeProject(cli, without, folder, 'empty'),
    await makeProject(cli, without, folder, 'full'),
  ];
  await fill(full);

  const plugin = (cwd: string, ...args: string[]): Promise<number> =>
    cpuOf(cli, folder, { env: withPlugin, cwd, args });
  const official = (...args: string[]): Promise<number> => cpuOf(cli, folder, { env: without, cwd: project, args });
  const apexClass = ['template', 'generate', 'apex', 'class'];
  const unit = 'ms';
  return [
    {
      title: 'selfcallout generate / template generate apex class',
      limit: 0.9,
      unit,
      ours: (round) => plugin(project, 'selfcallout', 'generate', '--output-dir', `ours/run${round}`),
      peer: (round) => official(...apexClass, '--name', `Peer${round + 1}`, '--output-dir', 'peers'),
    },
    {
      title: '--version with the plugin / without',
      limit: 1.1,
      unit,
      ours: () => plugin(project, '--version'),
      peer: () => official('--version'),
    },
    {
      title: 'selfcallout generate --help / template generate apex class --help',
      limit: 1.2,
      unit,
      ours: () => plugin(project, 'selfcallout', 'generate', '--help'),
      peer: () => official(...apexClass, '--help'),
    },
    ...(['generate', 'upgrade --check'] as const).map((command) => ({
      title: `selfcallout ${command} among ${unrelatedFiles} unrelated files / in an empty project`,
      limit: 1.2,
      unit,
      ours: () => plugin(full, 'selfcallout', ...command.split(' ')),
      peer: () => plugin(empty, 'selfcallout', ...command.split(' ')),
    })),
  ];
};
