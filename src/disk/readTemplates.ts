import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateSet } from '../core/render/compileTemplate.ts';

const ROOT = fileURLToPath(new URL('../../templates/', import.meta.url));

/** All templates of the package, by path below `templates/`. */
export const readTemplates = (root = ROOT): TemplateSet => {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.hbs'));
  return new Map(paths.map((path) => [path.split(sep).join('/'), readFileSync(join(root, path), 'utf8')]));
};
