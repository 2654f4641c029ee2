export const ACCESS_KINDS = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] as const;

/** Object permissions of a user; `viewAll` and `modifyAll` are View All Records and Modify All Records. */
export type ObjectAccess = Record<(typeof ACCESS_KINDS)[number], boolean>;

export const NO_ACCESS: ObjectAccess = {
  read: false,
  create: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
};
