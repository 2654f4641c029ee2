import type { OrgState } from '../../src/emulator/state/orgState.ts';
import type { XmlNode } from '../../src/emulator/state/components.ts';

const plain = (node: XmlNode): unknown => {
  const names = Object.keys(node.children).sort();
  return names.length === 0
    ? node.text
    : Object.fromEntries(names.map((name) => [name, (node.children[name] ?? []).map(plain)]));
};

/** Same for two orgs that only differ in ids, dates and the key and secret that were drawn. */
export const snapshotOf = (state: OrgState): unknown => {
  const mask = (text: string): string =>
    state.consumers.reduce(
      (masked, { key, secret }, index) => masked.replaceAll(key, `KEY${index}`).replaceAll(secret, `SECRET${index}`),
      text.replaceAll(state.org.url, 'URL'),
    );
  const names = new Map((state.records.get('User') ?? []).map((row) => [row['Id'], row['Username']]));
  const content = {
    components: [...state.components.values()]
      .map(({ type, fullName, xml, body, apiVersion }) => ({
        type,
        fullName,
        xml: plain(xml),
        body: body ?? null,
        apiVersion,
      }))
      .sort((a, b) => `${a.type}/${a.fullName}`.localeCompare(`${b.type}/${b.fullName}`)),
    assignments: (state.records.get('PermissionSetAssignment') ?? [])
      .map((row) => names.get(row['AssigneeId'] ?? ''))
      .sort(),
    credentials: state.credentials.map(({ externalCredential, principalName, principalType, values }) => ({
      externalCredential,
      principalName,
      principalType,
      values,
    })),
    consumers: state.consumers.map(({ appName, key, secret }) => ({ appName, key, secret })),
    leftovers: ['TraceFlag', 'DebugLevel', 'CronTrigger'].map((name) => (state.records.get(name) ?? []).length),
  };
  return JSON.parse(mask(JSON.stringify(content))) as unknown;
};
