/** A request on its way to the org: bytes, so that nothing between here and there mends it. */
export type FuzzRequest = {
  /** Which real request it was made of. */
  of: string;
  method: string;
  /** Path and query. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
};

/** What the requests refer to in the org that they go to. */
export type Target = {
  token: string;
  orgId: string;
  userId: string;
  /** A session that may be ended without harm to the others. */
  spareToken: string;
  /** Another user, whose password may be changed. */
  spareUserId: string;
};
