import type { Consumer, OrgState } from '../../state/orgState.ts';

/** A key and a secret as the org makes them itself. */
export const drawKey = (draft: OrgState): string => draft.newSecret(85);
export const drawSecret = (draft: OrgState): string => draft.newSecret(64);

/** The consumer of an External Client App, once its global OAuth settings are there, or of a connected app. */
export const consumerOf = (state: OrgState, appName: string, connectedApp = false): Consumer | undefined =>
  state.consumers.find(
    (consumer) =>
      consumer.appName.toLowerCase() === appName.toLowerCase() && (consumer.connectedApp ?? false) === connectedApp,
  );

/**
 * Makes or changes an app's consumer; what is not given stays, or is made by the org. The token endpoint knows a fresh
 * or changed one only after a while (L10).
 */
export const saveConsumer = (
  draft: OrgState,
  appName: string,
  given: { key?: string; secret?: string },
  connectedApp = false,
): Consumer => {
  const previous = consumerOf(draft, appName, connectedApp);
  const consumer: Consumer = {
    id: previous?.id ?? draft.newId('888'),
    appName: previous?.appName ?? appName,
    key: given.key ?? previous?.key ?? drawKey(draft),
    secret: given.secret ?? previous?.secret ?? drawSecret(draft),
    knownAt: draft.now() + draft.switches.propagationMs,
    ...(connectedApp && { connectedApp: true as const }),
    ...(previous?.staged && { staged: previous.staged }),
  };
  draft.consumers = [...draft.consumers.filter((other) => other.id !== consumer.id), consumer];
  return consumer;
};

/** Any change of an app has to spread again (L10). */
export const spreadAgain = (draft: OrgState, appName: string): void => {
  if (consumerOf(draft, appName)) saveConsumer(draft, appName, {});
};
