import { join } from 'node:path';
import { root } from '../root.ts';
import type { LineResult } from './aggregate.ts';

/** What `npm run cassettes -- CLONE --record` keeps. */
export type CassettesRecord = { commit: string; cassettes: number; interactions: number; lines: LineResult[] };

export const recordPath = join(root, 'scripts/cassettes/record.json');
