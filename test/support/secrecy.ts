import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrgState } from '../../src/emulator/state/orgState.ts';

/** Every secret that the org has seen: consumer secrets, stored or not, and the tokens of its callouts. */
export const secretsOf = (state: OrgState): string[] => {
  const stored = state.credentials.flatMap(({ values, accessToken }) => [
    ...Object.values(values)
      .filter(({ encrypted }) => encrypted)
      .map(({ value }) => value),
    ...(accessToken === undefined ? [] : [accessToken]),
  ]);
  return [...new Set([...state.consumers.map(({ secret }) => secret), ...stored])].filter((text) => text.length > 8);
};

/** Names of the files below `dir` that hold one of the texts, compressed ones apart. */
export const filesWith = async (dir: string, texts: readonly string[]): Promise<string[]> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const content = await readFile(path, 'latin1').catch(() => '');
        return texts.some((text) => content.includes(text)) ? [path] : [];
      }),
  );
  return found.flat();
};

/** What the machine shows of a running process to others: its command line, environment and title. */
export const processFace = async (pid: number): Promise<string> => {
  const parts = await Promise.all(
    ['cmdline', 'environ', 'comm'].map((name) => readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => '')),
  );
  return parts.join('\n');
};
