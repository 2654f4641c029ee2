/** What became of one input of an action, as the Actions API answers it. */
export type ActionResult = {
  actionName: string;
  errors: readonly { statusCode: string; message: string; fields: readonly string[] }[] | null;
  invocationId: null;
  isSuccess: boolean;
  outcome: null;
  outputValues: Readonly<Record<string, unknown>> | null;
  sortOrder: -1;
  version: 1;
};

const base = { invocationId: null, outcome: null, sortOrder: -1, version: 1 } as const;

export const actionDone = (actionName: string, outputValues: ActionResult['outputValues']): ActionResult => ({
  actionName,
  errors: null,
  isSuccess: true,
  outputValues,
  ...base,
});

export const actionFailed = (
  actionName: string,
  statusCode: string,
  message: string,
  fields: readonly string[] = [],
): ActionResult => ({
  actionName,
  errors: [{ statusCode, message, fields }],
  isSuccess: false,
  outputValues: null,
  ...base,
});
