import type { FileSet } from '../fileSet.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Files of a new DX project called `name`, by path; the loopback's own files and settings come on top. */
export const newProject = (name: string, apiVersion: string): FileSet =>
  new Map([
    [
      'sfdx-project.json',
      json({
        packageDirectories: [{ path: 'force-app', default: true }],
        name,
        namespace: '',
        sfdcLoginUrl: 'https://login.salesforce.com',
        sourceApiVersion: apiVersion,
      }),
    ],
    ['config/project-scratch-def.json', json({ orgName: name, edition: 'Developer', features: [], settings: {} })],
    ['.forceignore', ['package.xml', '**/jsconfig.json', '**/.eslintrc.json', '**/__tests__/**', ''].join('\n')],
    [
      '.gitignore',
      ['.sf/', '.sfdx/', '.localdevserver/', 'node_modules/', 'deploy-options.json', '*.log', '.env', ''].join('\n'),
    ],
  ]);
