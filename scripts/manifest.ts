import { writeFile } from 'node:fs/promises';
import { Plugin } from '@oclif/core';
import { root } from './root.ts';

/** The manifest that the compiled commands give now, as text. */
const manifestText = async (): Promise<string> => {
  // Loading the commands loads the Salesforce libraries, which would leave a log file in the home of whoever builds.
  process.env['SF_DISABLE_LOG_FILE'] = 'true';
  const plugin = new Plugin({
    root,
    type: 'core',
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  });
  await plugin.load();
  return `${JSON.stringify(plugin.manifest, undefined, 2)}\n`;
};

export const writeManifest = async (file: string): Promise<void> => {
  await writeFile(file, await manifestText());
};
