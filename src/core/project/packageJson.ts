import type { Settings } from '../settings.ts';

/** The releases whose output the project is formatted as: another one may print otherwise. */
const FORMATTERS = { prettier: '3.10.1', 'prettier-plugin-apex': '2.3.0' };

/** A name that npm takes, of any folder's name. */
const packageName = (projectName: string): string => {
  const plain = projectName
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+|-+$/g, '');
  return plain === '' ? 'loopback' : plain.slice(0, 200);
};

/** The shell that npm uses on Windows knows double quotes only; they do where nothing between them is special to either shell. */
const quotedForAnyShell = (command: string): string => command.replaceAll(/(?<= )'([^'"$`\\!%]+)'(?= |$)/g, '"$1"');

/**
 * package.json of a new project. The pipelines run its scripts, so that a command stands in one place. `setup` is the whole
 * `sf selfcallout setup …` of this loopback.
 */
export const packageJson = (
  projectName: string,
  { name, apiVersion }: Settings,
  { setup, hasOldSettings }: { setup: string; hasOldSettings: boolean },
): object => {
  // The settings of a scratch org are deployed at the newest version that the org has, unless told otherwise.
  const version = hasOldSettings ? ` --api-version ${apiVersion}` : '';
  return {
    name: packageName(projectName),
    version: '1.0.0',
    private: true,
    scripts: {
      'org:create': `sf org create scratch --definition-file config/project-scratch-def.json --wait 20${version}`,
      setup: quotedForAnyShell(setup),
      verify: `sf selfcallout verify --name ${name}`,
      test: 'sf apex run test --test-level RunLocalTests --wait 30',
      'upgrade:check': 'sf selfcallout upgrade --check',
      prettier: 'prettier --write .',
      'prettier:verify': 'prettier --check .',
    },
    devDependencies: FORMATTERS,
  };
};
