import type { Component } from '../core/components.ts';
import type { FilesPort } from '../ports/filesPort.ts';
import type { Notice } from '../ports/stageEvent.ts';
import { editedPaths, projectFilesOf, withProjectFiles } from './projectFiles.ts';
import type { SetupRequest } from './setupRequest.ts';

/** What the project makes of the rendered components: what to deploy, what to say, and the one write. */
export type ProjectStage = { desired: readonly Component[]; notices: readonly Notice[]; write: () => void };

/** Looks at the project without changing it; `write` does that, once it is known that the set-up goes on. */
export const projectStage = (rendered: readonly Component[], request: SetupRequest, files: FilesPort | undefined): ProjectStage => {
  if (!files) return { desired: rendered, notices: [], write: () => undefined };
  const wanted = projectFilesOf(rendered);
  const edited = editedPaths(files.preview(wanted));
  const desired = request.overwrite ? rendered : withProjectFiles(rendered, files);
  const id = request.overwrite ? 'fileOverwritten' : 'fileKept';
  return {
    desired,
    notices: edited.map((path) => ({ id, data: [files.shown(path)] })),
    write: () => void files.write(wanted, request.overwrite),
  };
};
