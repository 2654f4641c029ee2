import { newerVersion } from '../settings/apiVersions.ts';

const MEMBER = /("sourceApiVersion"\s*:\s*")(\d+\.\d+)(")/;

/**
 * sfdx-project.json with a `sourceApiVersion` of at least `version`, for plain deploys of what came with it; unchanged where it
 * has none, and then the CLI takes the org's own.
 */
export const raiseSourceVersion = (text: string, version: string): string =>
  text.replace(MEMBER, (_whole, before: string, found: string, after: string) => {
    return `${before}${newerVersion(found, version)}${after}`;
  });
