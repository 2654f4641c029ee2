import { join } from 'node:path/posix';
import type { Component } from '../core/components.ts';
import { fail } from '../core/failure.ts';
import type { FileReport } from '../core/files/compareFiles.ts';
import { plainText } from '../core/files/lineEnds.ts';
import { appInProject, MANIFEST_FILE } from '../core/files/manifest.ts';
import { hasMarkers } from '../core/files/mergeText.ts';
import { pathsToRead, planProject } from '../core/files/planProject.ts';
import { textDiff } from '../core/files/textDiff.ts';
import { underApp } from '../core/plan/appVariants.ts';
import type { Settings } from '../core/settings.ts';
import type { FilesPort } from '../ports/filesPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';

/** What the project makes of the rendered components: what to deploy, what to tell, and the one write. */
export type ProjectStage = {
  /** With the project's text where a user edited a file, less the tests that a user deleted: that is what gets deployed. */
  desired: readonly Component[];
  warnings: readonly StageEvent[];
  diffs: readonly StageEvent[];
  write: () => void;
};

const noticeIds: Partial<Record<FileReport['change'], string>> = {
  conflicted: 'fileKept',
  overwritten: 'fileOverwritten',
};

/**
 * Looks at the project without changing it; `write` does that, once it is known that the set-up goes on. Fails with
 * ConflictsUnresolved where the markers of an upgrade stand in a file that would be deployed.
 */
export const projectStage = (
  settings: Settings,
  rendered: readonly Component[],
  overwrite: boolean,
  files: FilesPort | undefined,
): ProjectStage => {
  if (!files) return { desired: rendered, warnings: [], diffs: [], write: () => undefined };
  const { target } = files;
  const { name } = settings;
  // The pipeline calls the app as the loopback; what it is called in this org is settled later.
  const app = appInProject(files.read([MANIFEST_FILE]), name);
  const wanted = rendered.map((component) => underApp(component, name, app));
  const found = files.read(pathsToRead(settings, wanted, target));
  const plan = planProject(settings, wanted, target, found, { edits: overwrite ? 'overwrite' : 'keep' });
  const unresolved = plan.files
    .filter(({ path, change }) => change === 'conflicted' && hasMarkers(plainText(found.get(path) ?? '')))
    .map(({ path }) => path);
  if (unresolved.length > 0) fail('ConflictsUnresolved', { files: unresolved });
  const pathsThatAre = (which: FileReport['change']): ReadonlySet<string> =>
    new Set(plan.files.filter(({ change }) => change === which).map(({ path }) => path));
  const edited = pathsThatAre('conflicted');
  const deleted = pathsThatAre('deleted');
  const textOf = (path: string, text: string): string => {
    const inProject = join(target.outputDir, path);
    // As it is generated: Apex begins with no byte order mark, and whose checkout it is makes no difference to the org.
    return edited.has(inProject) ? plainText(found.get(inProject) ?? text) : text;
  };
  const adopt = (component: Component): Component => ({
    ...component,
    files: new Map([...component.files].map(([path, text]) => [path, textOf(path, text)])),
  });
  const warnings = plan.files.flatMap(({ path, change }): StageEvent[] => {
    const id = noticeIds[change];
    return id === undefined ? [] : [{ kind: 'warning', notice: { id, data: [path] } }];
  });
  const diffs = [...plan.writes]
    .filter(([path]) => !path.startsWith('.selfcallout/'))
    .map(([path, text]): StageEvent => ({ kind: 'diff', text: textDiff(path, found.get(path), text) }));
  const write = (): void => {
    if (plan.writes.size > 0) files.write(plan.writes);
  };
  return {
    desired: wanted
      .filter(({ files: texts }) => ![...texts.keys()].some((path) => deleted.has(join(target.outputDir, path))))
      .map((component) => (component.secretBearing ? component : adopt(component)))
      .map((component) => underApp(component, app, name)),
    warnings,
    diffs,
    write,
  };
};
