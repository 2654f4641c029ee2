/**
 * Elements that the schema knows and a real org acts on, but this emulated org does not, by type: refused by name. What is
 * not here is kept and shown again.
 */
export const NOT_EMULATED: Readonly<Record<string, readonly string[]>> = {
  ConnectedApp: ['canvas', 'canvasConfig', 'mobileAppConfig', 'samlConfig'],
  CustomField: ['customDataType', 'lookupFilter', 'mktDataLakeFieldAttributes', 'mktDataModelFieldAttributes'],
  CustomObject: [
    ...['articleTypeChannelDisplay', 'businessProcesses', 'enrichments', 'externalDataSource', 'externalName'],
    ...['externalRepository', 'indexes', 'marketingObjectIndexes', 'mktDataLakeAttributes', 'mktDataModelAttributes'],
    ...['recordTypes', 'sharingReasons', 'sharingRecalculations', 'validationRules'],
  ],
  PermissionSet: [
    ...['agentAccesses', 'emailRoutingAddressAccesses', 'enrichments', 'externalDataSourceAccesses'],
    ...['genComputingSummaryDefAccesses', 'servicePresenceStatusAccesses'],
  ],
};

export const isNotEmulated = (typeName: string, name: string): boolean =>
  NOT_EMULATED[typeName]?.includes(name) ?? false;
