import type { Adopted } from '../core/adopt/adopted.ts';
import { componentNames } from '../core/names.ts';
import type { Method } from '../core/settings.ts';
import { parseMetadata } from '../core/xml/xmlElement.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { detect } from './detectMethod.ts';
import { retrievedComponent } from './retrieved.ts';

/** How a loopback authenticates, by its own components; the scopes are its app's, in the app's spelling. */
export type Described = { method?: Method; adopted?: Adopted; scopes: string[] };

/** One retrieve job, or two. A user who may not retrieve gets nothing, which is no failure: the checks tell what counts. */
export const describeLoopback = async (org: OrgPort, name: string, signal: AbortSignal): Promise<Described> => {
  const connectedApp = { type: 'ConnectedApp', fullName: componentNames(name).app };
  try {
    const { detected, files } = await detect(org, name, [connectedApp], signal);
    const { method, adopted } = detected ?? {};
    if (method !== undefined && adopted !== undefined) return { method, adopted, scopes: [] };
    const { oauthSettings } = componentNames(detected?.app ?? name);
    const settings = { type: 'ExtlClntAppOauthSettings', fullName: oauthSettings };
    const [eca, connected] = [retrievedComponent(files, settings), retrievedComponent(files, connectedApp)];
    const children = eca ? parseMetadata(eca.xml).children : [];
    const listed = children.find((child) => child.name === 'commaSeparatedOauthScopes')?.text ?? '';
    const config = connected && parseMetadata(connected.xml).children.find((child) => child.name === 'oauthConfig');
    const scopes = eca
      ? listed.split(',').map((scope) => scope.trim())
      : (config?.children ?? []).filter((child) => child.name === 'scopes').map(({ text }) => text);
    return { ...(method === undefined ? {} : { method }), scopes: scopes.filter((scope) => scope !== '') };
  } catch {
    signal.throwIfAborted();
    return { scopes: [] };
  }
};
