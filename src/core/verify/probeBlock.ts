import { componentNames } from '../names.ts';
import type { Settings } from '../settings.ts';

/** Stands before the rows in the debug log. */
export const PROBE_MARKER = 'SELFCALLOUT:';

/** The anonymous Apex that runs every check and leaves the rows in its debug log, as one line of JSON behind the marker. */
export const probeBlock = (settings: Pick<Settings, 'name'>): string =>
  `System.debug('${PROBE_MARKER}' + ${componentNames(settings.name).probe}.run('anonymous'));\n`;
