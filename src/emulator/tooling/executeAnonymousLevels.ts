import { childrenOf, childText } from '../soap/envelope.ts';
import type { XmlElement } from '../soap/parseXml.ts';
import type { LogLevels } from './executeAnonymousLog.ts';

/** Log categories of the Apex API by name, as a debug log calls them. */
const CATEGORIES = [
  'APEX_CODE',
  'APEX_PROFILING',
  'CALLOUT',
  'DATA_ACCESS',
  'DB',
  'NBA',
  'SYSTEM',
  'VALIDATION',
  'VISUALFORCE',
  'WAVE',
  'WORKFLOW',
] as const;

const every = (level: string): [string, string][] => CATEGORIES.map((category) => [category, level]);

/** What the older `debugLevel` stands for. The CLI sends DEBUGONLY, whose logs begin with these two categories. */
const LOG_TYPES: Readonly<Record<string, readonly [string, string][]>> = {
  NONE: [],
  DEBUGONLY: [
    ['APEX_CODE', 'DEBUG'],
    ['APEX_PROFILING', 'INFO'],
  ],
  DB: [
    ['APEX_CODE', 'DEBUG'],
    ['APEX_PROFILING', 'INFO'],
    ['DB', 'INFO'],
  ],
  PROFILING: [
    ['APEX_CODE', 'DEBUG'],
    ['APEX_PROFILING', 'FINE'],
    ['DB', 'INFO'],
  ],
  CALLOUT: [
    ['APEX_CODE', 'DEBUG'],
    ['APEX_PROFILING', 'INFO'],
    ['CALLOUT', 'INFO'],
    ['DB', 'INFO'],
  ],
  DETAIL: every('FINEST'),
};

/** Levels that a DebuggingHeader asks for: its categories where it lists any, else what its `debugLevel` stands for. */
export const readLogLevels = (header: XmlElement | undefined): LogLevels => {
  const categories = childrenOf(header, 'categories');
  if (categories.length === 0) return new Map(LOG_TYPES[(childText(header, 'debugLevel') ?? 'NONE').toUpperCase()]);
  const levels = new Map<string, string>();
  for (const row of categories) {
    const category = (childText(row, 'category') ?? '').toUpperCase();
    const level = (childText(row, 'level') ?? 'NONE').toUpperCase();
    for (const [name, each] of category === 'ALL' ? every(level) : [[category, level] as const]) levels.set(name, each);
  }
  return levels;
};
