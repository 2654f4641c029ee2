import { json } from '../http/answer.ts';
import type { Route } from '../http/router.ts';

/** Releases by API version (platform-facts §10). */
const RELEASES: Readonly<Record<string, string>> = {
  '60.0': "Spring '24",
  '61.0': "Summer '24",
  '62.0': "Winter '25",
  '63.0': "Spring '25",
  '64.0': "Summer '25",
  '65.0': "Winter '26",
  '66.0': "Spring '26",
  '67.0': "Summer '26",
  '68.0': "Winter '27",
};

const RESOURCES = [
  'tooling',
  'metadata',
  'query',
  'queryAll',
  'limits',
  'sobjects',
  'composite',
  'apps',
  'named-credentials',
];

export const versionRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/services\/data\/?$/,
    // L65: no login needed, so it proves nothing.
    access: 'none',
    handle: ({ state }) =>
      json(
        state.org.apiVersions.map((version) => ({
          label: RELEASES[version] ?? version,
          url: `/services/data/v${version}`,
          version,
        })),
      ),
  },
  {
    method: 'GET',
    pattern: /^\/services\/data\/v(?<version>\d+\.\d)\/?$/,
    access: 'rest',
    handle: ({ state, session, params }) =>
      json({
        ...Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/v${params['version']}/${name}`])),
        identity: `${state.org.url}/id/${state.org.id}/${session?.userId ?? ''}`,
      }),
  },
];
