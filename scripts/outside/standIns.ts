import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Outcome } from './deploySource.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

export type StandIn = { type: string; fullName: string };

const MISSING = /^INVALID_CROSS_REFERENCE_KEY: In field: \w+ - no (\w+) named (\S+) found$/;

/** What failed deploys name, which neither came along nor is in the org: it belongs to the rest of the project. */
export const missingFrom = (outcomes: readonly Outcome[]): StandIn[] => {
  const came = new Set(outcomes.map(({ type, fullName }) => `${type}#${fullName}`));
  const found = new Map<string, StandIn>();
  for (const [, type = '', fullName = ''] of outcomes.flatMap(({ problems }) =>
    problems.map((problem) => MISSING.exec(problem) ?? []),
  )) {
    const key = `${type}#${fullName}`;
    if (!came.has(key) && FILES[type] !== undefined) found.set(key, { type, fullName });
  }
  return [...found.values()].sort((a, b) => (a.fullName < b.fullName ? -1 : 1));
};

/** The least file that is such a component, in source format. */
const FILES: Readonly<Record<string, (name: string) => Record<string, string>>> = {
  ApexClass: (name) => ({
    [`classes/${name}.cls`]: `public class ${name} {\n}\n`,
    [`classes/${name}.cls-meta.xml`]: `<ApexClass xmlns="${NAMESPACE}"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>\n`,
  }),
  PermissionSet: (name) => ({
    [`permissionsets/${name}.permissionset-meta.xml`]: `<PermissionSet xmlns="${NAMESPACE}"><label>${name}</label></PermissionSet>\n`,
  }),
};

export const writeStandIns = async (folder: string, standIns: readonly StandIn[]): Promise<void> => {
  for (const { type, fullName } of standIns) {
    for (const [path, text] of Object.entries(FILES[type]?.(fullName) ?? {})) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  }
};
