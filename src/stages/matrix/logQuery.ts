/** The logs of a user since a moment (milliseconds since the epoch), by whatever wrote them. */
export const logQuery = (userId: string, since: number): string =>
  `SELECT Id FROM ApexLog WHERE LogUserId = '${userId}' AND StartTime >= ${new Date(since).toISOString()} ORDER BY StartTime LIMIT 200`;
