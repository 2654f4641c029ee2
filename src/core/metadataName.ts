/** What names a component in the Metadata API. */
export type MetadataName = { type: string; fullName: string };
