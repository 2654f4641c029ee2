import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../npm.ts';
import type { Gate } from './gate.ts';
import type { Shadow } from './shadow.ts';
import { tool } from './tool.ts';

const filesBelow = (shadow: Shadow, folder: string): string[] =>
  readdirSync(join(shadow.root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(shadow.root.length + 1)
        .replaceAll('\\', '/'),
    );

const packed = async (shadow: Shadow): Promise<readonly string[]> => {
  const { code, stdout, output } = await npm(['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: shadow.root });
  if (code !== 0) return output.trimEnd().split('\n');
  const answer = JSON.parse(stdout) as readonly { files: readonly { path: string }[] }[];
  const files = new Set(answer.flatMap((each) => each.files.map(({ path }) => path)));
  const wanted = [
    'oclif.manifest.json',
    'LICENSE',
    'README.md',
    ...['lib', 'messages', 'templates', 'schemas'].flatMap((folder) => filesBelow(shadow, folder)),
  ];
  return [
    ...wanted.filter((path) => !files.has(path)).map((path) => `the package lacks ${path}`),
    ...[...files]
      .filter((path) => !wanted.includes(path) && path !== 'package.json')
      .map((path) => `the package should not hold ${path}`),
  ];
};

/** Gates on what `npm publish` would send. They need the shadow's build. */
export const packageGates: readonly Gate[] = [
  { name: 'publint', problems: (shadow) => tool('publint/src/cli.js', ['--strict'], shadow.root) },
  { name: 'packed files', problems: packed },
];
