/** What of a deployed loopback by client credentials somebody needs who wants to use it. */
export type LoopbackNames = {
  externalCredential: string;
  principal: string;
  namedCredential: string;
  permissionSet: string;
};

/** The part of minlopro-dx's loopback that needs nobody at a browser. */
export const loopback: LoopbackNames = {
  externalCredential: 'MinloproSalesforceLoopbackECA',
  principal: 'ADMIN',
  namedCredential: 'SalesforceRestApiECA',
  permissionSet: 'Minlopro_CustomAuthProviderAndNC',
};
