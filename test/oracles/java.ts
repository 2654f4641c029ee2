import { aptInstall } from '../../scripts/aptInstall.ts';
import { run } from '../../scripts/run.ts';

const OLDEST = 17;

/** The major version of the `java` in PATH; undefined when there is none. */
const javaVersion = async (): Promise<number | undefined> => {
  const { code, output } = await run(['-version'], { command: 'java' });
  const found = /version "(\d+)/.exec(output)?.[1];
  return code === 0 && found !== undefined ? Number(found) : undefined;
};

/** Installs Java where this is root's Debian. Gives what to say when there is none in the end; empty when there is. */
export const ensureJava = async (): Promise<string> => {
  const ask =
    `apex-ls and PMD need Java ${OLDEST} or newer. Install it ("apt-get install openjdk-17-jre-headless" on Debian), ` +
    'and run "npm run test:oracles" again.';
  const found = await javaVersion();
  if (found !== undefined && found >= OLDEST) return '';
  if (found !== undefined) return `The java in PATH is version ${found}. ${ask}`;
  if (process.getuid?.() !== 0) return ask;
  console.log('No java here: installing it with apt-get.');
  // A newer Debian has a newer Java only.
  const problem = await aptInstall('openjdk-17-jre-headless', 'default-jre-headless');
  return (await javaVersion()) === undefined ? `${problem.trim()}\n${ask}`.trim() : '';
};
