import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';

/** Writes what a script found to a JSON file of the checkout, formatted as the checkout's files are. */
export const writeRecord = async (path: string, record: unknown): Promise<void> =>
  writeFile(path, await format(JSON.stringify(record), { parser: 'json', printWidth: 120 }));
