import { METHODS } from '../../../../src/core/methods/methods.ts';
import { METHOD_ROWS } from '../../../../src/core/methods/methods.ts';
import { newProject } from '../../../../src/core/project/newProject.ts';
import { render } from '../../../../src/core/render/render.ts';
import { makeSettings, type SettingsInput } from '../../../../src/core/settings/makeSettings.ts';
import type { Settings } from '../../../../src/core/settings.ts';
import { readTemplates } from '../../../../src/disk/readTemplates.ts';

export type Founded = { title: string; settings: Settings; files: ReadonlyMap<string, string> };

const templates = readTemplates();

export const found = (input: SettingsInput, projectName = 'my-loopback'): Founded => {
  const settings = makeSettings(input);
  const { name, method, apiVersion } = settings;
  const founding = {
    projectName,
    pluginVersion: '0.1.0',
    setup: `sf selfcallout setup --name ${name} --method ${method}`,
    generate: `sf selfcallout generate --name ${name} --method ${method}`,
  };
  const files = newProject(settings, render(settings, templates), founding, templates);
  return { title: `${name}, ${method}, ${settings.appType}, ${apiVersion}`, settings, files };
};

/** Every method with each of its apps, at the oldest and the newest version, with a short and a long name. */
export const everyProject = (): Founded[] =>
  METHODS.flatMap((method) =>
    (['external-client-app', 'connected-app', 'none'] as const)
      .filter((appType) => METHOD_ROWS[method].appType[appType] === true)
      .flatMap((appType) =>
        [`${METHOD_ROWS[method].oldestApiVersion}.0`, '68.0'].flatMap((apiVersion) =>
          ['A', 'Order_Loop_With_30_Characters9'].map((name) =>
            found({ name, method, apiVersion, ...(appType === 'none' ? {} : { appType }) }),
          ),
        ),
      ),
  );
