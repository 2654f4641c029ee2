import { run } from './run.ts';

/**
 * Installs the first of `names` that this Debian has. Gives what to say when it could not be done; empty when it was. Only
 * root may call it.
 */
export const aptInstall = async (...names: readonly string[]): Promise<string> => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): ReturnType<typeof run> => run(['-q', '-y', ...args], { command: 'apt-get', env });
  const listed = await apt('update');
  if (listed.code !== 0) return listed.output;
  const problems: string[] = [];
  for (const name of names) {
    const { code, output } = await apt('install', '--no-install-recommends', name);
    if (code === 0) return '';
    problems.push(output);
  }
  return problems.join('\n');
};
