/**
 * Files to be, by path. A path is POSIX, relative to the package directory's `main/default`
 * (`classes/SelfCallout.cls`), in source format (`…-meta.xml`); text uses `\n` and ends with one.
 */
export type FileSet = ReadonlyMap<string, string>;
