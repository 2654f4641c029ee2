import type { Component } from '../components.ts';
import { fail } from '../failure.ts';
import type { FileSet } from '../fileSet.ts';
import { PROJECT_FILE } from '../files/planProject.ts';
import { METHOD_ROWS } from '../methods/methods.ts';
import { replacementsOf } from '../placeholders.ts';
import { compileTemplate, type TemplateSet } from '../render/compileTemplate.ts';
import type { Settings } from '../settings.ts';
import { packageJson } from './packageJson.ts';
import { hasOldSettings, scratchDefinition } from './scratchDefinition.ts';

/** What a new project is told besides its loopback. */
export type Founding = {
  /** The folder's own name, which may be any. */
  projectName: string;
  /** `0.1.0` */
  pluginVersion: string;
  /** `sf selfcallout setup …` and `sf selfcallout generate …` for this loopback, without an org. */
  setup: string;
  generate: string;
};

/** Everything that a template of a project may name. Conditions are `''` for no. */
export type ProjectInputs = Record<string, string | readonly string[]>;

const ROOM = 'project/';

const when = (condition: boolean): string => (condition ? 'true' : '');

/** Folders whose files an org refuses, or makes anew, when they are sent again (docs/methods.md). */
const deployedOnce = ({ method, appType }: Settings): string => {
  if (appType === 'connected-app') return 'force-app/**/connectedApps/**';
  return method === 'jwt-bearer' ? 'force-app/**/certs/**' : '';
};

export const projectInputs = (
  settings: Settings,
  components: readonly Component[],
  { projectName, pluginVersion, generate }: Founding,
): ProjectInputs => {
  const { name, method, apiVersion, appType, credentialType } = settings;
  const { hasRunAs, needsConsent } = METHOD_ROWS[method];
  const texts: FileSet = new Map(components.flatMap(({ files }) => [...files]));
  return {
    // A backtick or a tag would not be text in Markdown.
    projectName: projectName.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-').trim(),
    pluginVersion,
    generate,
    name,
    method,
    apiVersion,
    hasApp: when(appType !== 'none'),
    hasCredential: when(credentialType !== 'none'),
    hasSeparateSettings: when(components.some(({ secretBearing }) => secretBearing)),
    hasRunAs: when(hasRunAs),
    needsConsent: when(needsConsent),
    isJwtBearer: when(method === 'jwt-bearer'),
    isVisualforce: when(method === 'visualforce'),
    isConnectedApp: when(appType === 'connected-app'),
    isPassword: when(method === 'username-password'),
    canRotate: when(method !== 'visualforce' && method !== 'username-password'),
    deploysOnce: deployedOnce(settings),
    placeholders: [...new Set(replacementsOf(name, texts).map(({ replaceWithEnv }) => replaceWithEnv))],
  };
};

/** As prettier prints it: a list of one short word stays on its line. */
const json = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replaceAll(/\[\n\s+("[^"\n]*")\n\s+\]/g, '[$1]')}\n`;

/**
 * The files of a new DX project around a loopback, by path, less those of the loopback. They are the team's from then on: no
 * command reads, merges or deletes them again, but for sfdx-project.json and the two ignore files, to which lines are added.
 */
export const newProject = (
  settings: Settings,
  components: readonly Component[],
  founding: Founding,
  templates: TemplateSet,
): FileSet => {
  const { projectName, setup } = founding;
  const inputs = projectInputs(settings, components, founding);
  const rendered = [...templates].filter(([path]) => path.startsWith(ROOM));
  if (rendered.length === 0) fail('TemplateMissing', { template: ROOM });
  return new Map([
    ...rendered.map(
      ([path, source]) =>
        [path.slice(ROOM.length).replace(/\.hbs$/, ''), compileTemplate(path, source)(inputs)] as const,
    ),
    [
      'package.json',
      json(packageJson(projectName, settings, { setup, hasOldSettings: hasOldSettings(settings) })),
    ] as const,
    ['config/project-scratch-def.json', json(scratchDefinition(projectName, settings))] as const,
    [
      PROJECT_FILE,
      json({
        packageDirectories: [{ path: 'force-app', default: true }],
        name: projectName,
        namespace: '',
        sfdcLoginUrl: 'https://login.salesforce.com',
        sourceApiVersion: settings.apiVersion,
      }),
    ] as const,
  ]);
};
