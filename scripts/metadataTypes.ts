/** Makes the emulated org's table of metadata types anew, from `@salesforce/types`. */
import { writeFile } from 'node:fs/promises';
import { renderTypes, TYPES_FILE } from './schema/renderTypes.ts';

await writeFile(TYPES_FILE, await renderTypes());
