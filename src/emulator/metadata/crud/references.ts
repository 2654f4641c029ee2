import type { XmlNode } from '../../state/components.ts';

/** Where a component is named: elements of another type's, from its root on. */
type Place = {
  by: string;
  path: readonly string[];
  /** How: the name alone, before a separator, or as one of a list with commas. */
  as?: '.' | '-' | 'list';
};

const inParameters = (element: string): Place[] => [
  { by: 'ExternalCredential', path: ['externalCredentialParameters', element] },
];

const ofApp: Place[] = [
  'ExtlClntAppOauthSettings',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
].map((by) => ({ by, path: ['externalClientApplication'] }));

/** By type, where its components are named in metadata. The platform keeps ids there, which a new name leaves alone. */
export const REFERENCES: Readonly<Record<string, readonly Place[]>> = {
  ApexClass: [{ by: 'PermissionSet', path: ['classAccesses', 'apexClass'] }],
  ApexPage: [{ by: 'PermissionSet', path: ['pageAccesses', 'apexPage'] }],
  AuthProvider: [...inParameters('authProvider'), { by: 'NamedCredential', path: ['authProvider'] }],
  Certificate: inParameters('certificate'),
  CustomObject: [
    { by: 'CustomObject', path: ['fields', 'referenceTo'] },
    { by: 'PermissionSet', path: ['objectPermissions', 'object'] },
    { by: 'PermissionSet', path: ['fieldPermissions', 'field'], as: '.' },
    { by: 'PermissionSet', path: ['customSettingAccesses', 'name'] },
    { by: 'PermissionSet', path: ['customMetadataTypeAccesses', 'name'] },
  ],
  ExternalAuthIdentityProvider: inParameters('externalAuthIdentityProvider'),
  ExternalClientApplication: ofApp,
  ExternalCredential: [
    { by: 'NamedCredential', path: ['namedCredentialParameters', 'externalCredential'] },
    {
      by: 'PermissionSet',
      path: ['externalCredentialPrincipalAccesses', 'externalCredentialPrincipal'],
      as: '-',
    },
  ],
  PermissionSet: [
    { by: 'ExtlClntAppOauthConfigurablePolicies', path: ['commaSeparatedPermissionSet'], as: 'list' },
    { by: 'ConnectedApp', path: ['permissionSetName'] },
  ],
};

const renamed = (text: string, as: Place['as'], from: string, to: string): string => {
  if (as === 'list') {
    const names = text.split(',').map((name) => name.trim());
    return names.map((name) => (name.toLowerCase() === from.toLowerCase() ? to : name)).join(', ');
  }
  const end = as === undefined ? text.length : text.indexOf(as);
  return text.slice(0, end).toLowerCase() === from.toLowerCase() ? to + text.slice(end) : text;
};

/** A node in which the new name stands wherever the old one did. */
export const withName = (node: XmlNode, { path, as }: Place, from: string, to: string): XmlNode => {
  const [element, ...rest] = path;
  if (element === undefined) return { ...node, text: renamed(node.text, as, from, to) };
  const nodes = node.children[element];
  if (!nodes) return node;
  return {
    ...node,
    children: {
      ...node.children,
      [element]: nodes.map((child) => withName(child, { by: '', path: rest, ...(as && { as }) }, from, to)),
    },
  };
};
