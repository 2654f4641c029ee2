import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '@salesforce/core';
import type { Target } from '../core/files/planProject.ts';
import { findProject } from '../disk/findProject.ts';
import { readFiles } from '../disk/readFiles.ts';
import { readTemplates } from '../disk/readTemplates.ts';
import { writeFiles } from '../disk/writeFiles.ts';
import { makeAdoptionPort } from '../org/adopt/adoptionPort.ts';
import { makeOrgPort, type JobTimes } from '../org/orgPort.ts';
import { makeRemovalPort } from '../org/remove/removalPort.ts';
import { countRequests, type RequestCounter } from '../org/requestCounter.ts';
import { makeRotationPort } from '../org/rotate/rotationPort.ts';
import type { ClockPort } from '../ports/clockPort.ts';
import type { FilesPort } from '../ports/filesPort.ts';
import type { PersonPort } from '../ports/personPort.ts';
import type { Ports } from '../ports/ports.ts';
import type { RemovalPort } from '../ports/removalPort.ts';
import type { RotationPort } from '../ports/rotationPort.ts';
import type { SecretsPort } from '../ports/secretsPort.ts';
import { openBrowser } from './openBrowser.ts';
import { generateTarget } from './generateTarget.ts';
import { refuseMoved } from './refuseMoved.ts';
import { projectOf } from './projectOf.ts';
import { loopbackVersion } from './loopbackVersion.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

const newPair: SecretsPort['newPair'] = () => ({ key: randomText(64), secret: randomText(64) });

const clock: ClockPort = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, { signal });
    } finally {
      // Its own AbortError hides why.
      signal.throwIfAborted();
    }
  },
};

/** Starts before flags are parsed: reading `--target-org` may send requests too. */
export const startCounting = (): RequestCounter => countRequests();

const jobTimes = { everyMs: 1_000, timeoutMs: 30 * 60_000 };

/** Where generated files go, and the API version at which the project there has the loopback. */
export type FoundFiles = { files?: FilesPort; apiVersion?: string };

export const filesIn = (root: string, target: Target): FilesPort => ({
  target,
  read: (paths) => readFiles(root, paths),
  write: (texts) => writeFiles(root, texts),
});

/** The project that this process stands in, or the folder that `outputDir` names; nothing where there is neither. */
export const findFiles = (outputDir: string | undefined, name: string): FoundFiles => {
  const cwd = process.cwd();
  if (outputDir === undefined && !findProject(cwd)) return {};
  const { root, target, sourceApiVersion } = generateTarget({ cwd, name, outputDir });
  refuseMoved(root, { name, outputDir: target.outputDir });
  const files = filesIn(root, target);
  const apiVersion = loopbackVersion(root, name, sourceApiVersion);
  return { files, ...(apiVersion === undefined ? {} : { apiVersion }) };
};

/** The same of a project that has the loopback `name`; what another project is like has nothing to say about it. */
export const findOwnFiles = (name: string): FoundFiles => {
  const found = projectOf(process.cwd(), name);
  return found === undefined ? {} : findFiles(join(found.root, found.outputDir), name);
};

/** The person at the terminal, where there is one: types a password, and tells what became of a consent page. */
export type People = { password: SecretsPort['password'] | undefined; person: PersonPort | undefined };

/** Everything outside, for one command. */
export const makePorts = (
  connection: Connection,
  counter: RequestCounter,
  files?: FilesPort,
  { password, person }: Partial<People> = {},
  times: Partial<JobTimes> = {},
): Ports => ({
  org: makeOrgPort(connection, counter, clock, { ...jobTimes, ...times }),
  clock,
  adoption: makeAdoptionPort(connection),
  secrets: { newPair, ...(password ? { password } : {}) },
  browser: { open: openBrowser },
  ...(person ? { person } : {}),
  templates: readTemplates(),
  ...(files ? { files } : {}),
});

/** Everything outside that a rotation uses. */
export const makeRotatePorts = (
  connection: Connection,
  counter: RequestCounter,
): Ports & { rotation: RotationPort } => ({
  ...makePorts(connection, counter),
  rotation: makeRotationPort(connection),
});

/** What a removal needs of the outside. */
export const makeRemovePorts = (
  connection: Connection,
  counter: RequestCounter,
): Pick<Ports, 'org' | 'clock'> & { removal: RemovalPort } => ({
  org: makeOrgPort(connection, counter, clock, jobTimes),
  clock,
  removal: makeRemovalPort(connection, counter, clock, jobTimes.everyMs),
});
