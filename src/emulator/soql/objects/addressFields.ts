const PARTS = [
  'Street:textarea',
  'City',
  'State',
  'PostalCode',
  'Country',
  'Latitude:double',
  'Longitude:double',
  'GeocodeAccuracy:picklist',
];

/** The fields of an address: `BillingStreet` and so on; without a kind those of a record that has one address. */
export const addressFields = (kind = ''): string[] => PARTS.map((part) => kind + part);
