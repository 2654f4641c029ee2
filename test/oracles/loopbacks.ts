import { METHOD_ROWS, METHODS } from '../../src/core/methods/methods.ts';
import { render } from '../../src/core/render/render.ts';
import { NEWEST_API_VERSION, OLDEST_API_VERSION } from '../../src/core/settings/apiVersions.ts';
import { makeSettings, type SettingsInput } from '../../src/core/settings/makeSettings.ts';
import { SCOPES, SCOPES_SINCE } from '../../src/core/settings/scopes.ts';
import { readTemplates } from '../../src/disk/readTemplates.ts';

/** What one combination of options generates. */
export type Loopback = {
  name: string;
  apiVersion: string;
  /** Texts by path: `classes/SelfCallout.cls`. */
  files: ReadonlyMap<string, string>;
};

/** The shortest, the default and a longest name: how a line is wrapped depends on the name in it. */
const NAMES = ['A', 'SelfCallout', 'Order_Loop_With_30_Characters9'];

/** What users may type besides the choices and the scopes; the label stands in metadata only. */
const TYPED: ReadonlyArray<Pick<SettingsInput, 'name' | 'label'>> = [
  ...NAMES.map((name) => ({ name })),
  { label: `<a href="x">'& Söhne' ]]> ${'long '.repeat(11)}`.slice(0, 80) },
];

/** All scopes that the app can have at the version. */
const scopesFor = ({ appType, apiVersion }: SettingsInput): string[] =>
  [...SCOPES.keys()].filter(
    (scope) => appType !== 'connected-app' || Number(apiVersion) >= Number(SCOPES_SINCE.get(scope) ?? apiVersion),
  );

const apiVersions = (from: number): string[] =>
  Array.from({ length: Number(NEWEST_API_VERSION) - from + 1 }, (_, index) => `${from + index}.0`);

const admitted = (choices: object): string[] =>
  Object.entries(choices).flatMap(([choice, answer]) => (answer === true ? [choice] : []));

/** Every combination of the choices that a method takes, but for those that the settings refuse together. */
const combinations = (): SettingsInput[] =>
  METHODS.flatMap((method) => {
    const {
      appType: apps,
      credentialType: credentials,
      principalType: principals,
      oldestApiVersion,
    } = METHOD_ROWS[method];
    return admitted(apps).flatMap((appType) =>
      admitted(credentials).flatMap((credentialType) =>
        admitted(principals).flatMap((principalType) =>
          credentialType === 'legacy' && principalType === 'per-user'
            ? []
            : [true, false].flatMap((mergeFieldsInHeader) =>
                apiVersions(Math.max(oldestApiVersion, Number(OLDEST_API_VERSION))).map((apiVersion) => ({
                  ...{ method, appType, credentialType, principalType, mergeFieldsInHeader, apiVersion },
                })),
              ),
        ),
      ),
    );
  });

/** Everything that can be generated. */
export const everyLoopback = (): Loopback[] => {
  const templates = readTemplates();
  return combinations().flatMap((combination) =>
    [...TYPED, { scopes: scopesFor(combination) }].map((typed) => {
      const settings = makeSettings({ ...combination, ...typed });
      const files = new Map(render(settings, templates).flatMap((component) => [...component.files]));
      return { name: settings.name, apiVersion: settings.apiVersion, files };
    }),
  );
};
