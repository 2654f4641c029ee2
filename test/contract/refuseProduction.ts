type Query = (soql: string) => Promise<Array<Record<string, unknown>>>;

/** The cases make apps, credentials and Apex: never in an org where people work. */
export const refuseProduction = async (query: Query): Promise<void> => {
  const [organization] = await query('SELECT IsSandbox, OrganizationType FROM Organization');
  const { IsSandbox, OrganizationType } = organization ?? {};
  if (IsSandbox === true || OrganizationType === 'Developer Edition') return;
  throw new Error(
    'The contract tests run in scratch orgs, sandboxes and Developer Edition orgs only; this org may be a production ' +
      'org. Create one with "sf org create scratch --alias laws" and use SELFCALLOUT_ORG=laws.',
  );
};
