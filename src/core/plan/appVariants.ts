import type { MetadataName } from '../metadataName.ts';
import type { Component } from '../components.ts';
import type { OrgComponent, OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { isAppOf, isOurs } from './ownership.ts';
import type { Repair } from './repair.ts';

const TYPE = 'ExternalClientApplication';

/**
 * What the app of the loopback `name` can be called: a rotation makes a second one beside the first and deletes the first,
 * so that the names take turns.
 */
export const appNames = (name: string): readonly string[] => [
  name,
  ...['2', '3', '4', '5', '6', '7', '8', '9'].map((number) => name + number),
];

/** The app, and what belongs to it and has a name of its own. */
const membersOf = (app: string): readonly MetadataName[] => [
  { type: TYPE, fullName: app },
  { type: 'ExtlClntAppOauthSettings', fullName: componentNames(app).oauthSettings },
];

/** What has to be retrieved to know the loopback's app under any of `names`. */
export const appMembers = (names: readonly string[]): readonly MetadataName[] => names.flatMap(membersOf);

type Known = {
  components: ReadonlyMap<string, OrgComponent>;
  org: Pick<OrgFacts['org'], 'instanceUrl'>;
  repair?: Pick<Repair, 'app'>;
};

/** The External Client Apps that this loopback made: a description keeps its name through all rotations. */
export const ownApps = (name: string, { components, org }: Known): string[] =>
  appNames(name).filter((app) => {
    const found = components.get(`${TYPE}/${app}`);
    if (found === undefined) return false;
    return app === name ? isOurs(TYPE, found, name, { components, org }) : isAppOf(found, name);
  });

/** What the loopback's app is called in this org: like the loopback, unless a rotation or a repair has replaced that one. */
export const appOf = (name: string, known: Known): string => known.repair?.app ?? ownApps(name, known)[0] ?? name;

/** The signing certificate is the app's and changes with it (L06). */
const CERTIFICATE_TYPES: ReadonlySet<string> = new Set(['Certificate', 'ExternalCredential']);

const APP_TYPES = /^ExtlClntApp|^ExternalClientApplication$/;

const underKid = (text: string, name: string, app: string): string =>
  text
    .replaceAll(`<certificate>${name}</certificate>`, `<certificate>${app}</certificate>`)
    .replace(
      new RegExp(
        `(<parameterName>kid</parameterName>\\s*<parameterType>JwtHeaderClaim</parameterType>\\s*<parameterValue>)${name}<`,
      ),
      `$1${app}<`,
    );

/** The component as it has to be where the app that it calls `name` is called `app`. */
export const underApp = (component: Component, name: string, app: string): Component => {
  const { type, fullName } = component;
  const isApps = APP_TYPES.test(type);
  if (app === name || (!isApps && !CERTIFICATE_TYPES.has(type))) return component;
  const isRenamed = isApps || type === 'Certificate';
  const renamed = isRenamed ? app + fullName.slice(name.length) : fullName;
  const inText = (text: string): string =>
    isApps
      ? text
          .replaceAll(
            `<externalClientApplication>${name}</externalClientApplication>`,
            `<externalClientApplication>${app}</externalClientApplication>`,
          )
          // The app's own label is the user's.
          .replaceAll(`<label>${type === TYPE ? '' : fullName}</label>`, `<label>${renamed}</label>`)
      : underKid(text, name, app).replaceAll(`<masterLabel>${name}<`, `<masterLabel>${app}<`);
  const inPath = (path: string): string => path.replace(`/${fullName}.`, `/${renamed}.`);
  return {
    ...component,
    fullName: renamed,
    files: new Map([...component.files].map(([path, text]) => [inPath(path), inText(text)])),
  };
};
