import { bareFields, type ObjectDefinition } from '../objectDefinition.ts';

const ofPackages = {
  apis: ['tooling'],
  // Nothing installs a package here, so no org has any.
  rows: () => [],
  neverCreateable: true,
} as const satisfies Partial<ObjectDefinition>;

/** Managed and unlocked packages in the org; the CLI asks for their namespaces after each run of tests. */
export const installedSubscriberPackage: ObjectDefinition = {
  ...ofPackages,
  name: 'InstalledSubscriberPackage',
  label: 'Installed Subscriber Package',
  keyPrefix: '0A3',
  fields: bareFields(
    'SubscriberPackageId:reference>SubscriberPackage.SubscriberPackage',
    'SubscriberPackageVersionId:reference',
    'MinPackageVersionId:reference',
  ),
};

export const subscriberPackage: ObjectDefinition = {
  ...ofPackages,
  name: 'SubscriberPackage',
  label: 'Subscriber Package',
  keyPrefix: '033',
  fields: bareFields('Name', 'NamespacePrefix', 'Description', 'IsPackageValid:boolean'),
};
