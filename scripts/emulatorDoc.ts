/** Makes docs/emulator.md anew. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderDoc } from './emulator/renderDoc.ts';
import { root } from './root.ts';

await writeFile(join(root, 'docs/emulator.md'), await renderDoc());
