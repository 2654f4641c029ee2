/**
 * Elements that the schema knows and a real org acts on, but this emulated org does not: refused by name. What is not
 * here is kept and shown again. A row: a type and its elements.
 */
const ROWS = `
  ConnectedApp canvas canvasConfig mobileAppConfig samlConfig
  CustomField customDataType lookupFilter mktDataLakeFieldAttributes mktDataModelFieldAttributes
  CustomObject articleTypeChannelDisplay businessProcesses enrichments externalDataSource externalName
  CustomObject externalRepository indexes marketingObjectIndexes mktDataLakeAttributes mktDataModelAttributes recordTypes
  CustomObject sharingReasons sharingRecalculations validationRules
  PermissionSet agentAccesses emailRoutingAddressAccesses enrichments externalDataSourceAccesses
  PermissionSet genComputingSummaryDefAccesses servicePresenceStatusAccesses
`;

const NAMES = new Set(
  ROWS.trim()
    .split(/\s*\n\s*/)
    .flatMap((row) => {
      const [type = '', ...names] = row.split(' ');
      return names.map((name) => `${type}.${name}`);
    }),
);

export const isNotEmulated = (typeName: string, name: string): boolean => NAMES.has(`${typeName}.${name}`);
