import { spawnSync } from 'node:child_process';

/** Whether a process still runs. One that has ended but that nobody has waited for keeps its number: it does not count. */
export const isAlive = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
};
