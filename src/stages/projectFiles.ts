import type { Component } from '../core/components.ts';
import type { FileChange, FilesPort } from '../ports/filesPort.ts';

/** Components with the project's text where the project has the file: what a user edited is what gets deployed. */
export const withProjectFiles = (desired: readonly Component[], files: FilesPort | undefined): readonly Component[] => {
  if (!files) return desired;
  return desired.map((component) => {
    if (component.secretBearing) return component;
    const edited = files.read(component.files.keys());
    return { ...component, files: new Map([...component.files, ...edited]) };
  });
};

/** The files that belong into a project: all but those that hold a secret. */
export const projectFilesOf = (desired: readonly Component[]): ReadonlyMap<string, string> =>
  new Map(desired.filter(({ secretBearing }) => !secretBearing).flatMap(({ files }) => [...files]));

export const editedPaths = (changes: readonly FileChange[]): string[] =>
  changes.filter(({ change }) => change === 'conflicted').map(({ path }) => path);
