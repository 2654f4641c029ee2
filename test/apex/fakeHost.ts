import type { ApexHost, CalloutRequest, CalloutResponse } from '../../src/emulator/apex/host.ts';

export const answer = (status: number, body: string): CalloutResponse => ({
  status,
  statusText: status === 200 ? 'OK' : 'Other',
  headers: [['Content-Type', 'application/json']],
  body: new TextEncoder().encode(body),
});

/** A host that answers from what it is given and notes what it was asked. */
export const fakeHost = (over: Partial<ApexHost> = {}): ApexHost & { sent: CalloutRequest[] } => {
  const sent: CalloutRequest[] = [];
  let ids = 0;
  return {
    sent,
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    user: {
      id: '005000000000001AAA',
      username: 'ada@example.com',
      name: 'Ada L',
      firstName: 'Ada',
      lastName: 'L',
      email: 'ada@example.com',
      profileId: '00e000000000001AAA',
      userType: 'Standard',
    },
    org: { id: '00D000000000001EAA', name: 'Test Org', domainUrl: 'http://127.0.0.1:9999' },
    sessionId: '00D000000000001!abc.def',
    isTest: false,
    newSecret: (length) => 'k3jd8s2m4n5b6v7c8x9z'.padEnd(length, 'q').slice(0, length),
    callout: async (request) => {
      sent.push(request);
      return answer(200, '{"ok":true}');
    },
    query: async () => ({ object: 'Account', kind: 'rows', size: 0, rows: [] }),
    dml: async ({ rows }) =>
      rows.map(({ Id }) => ({
        id: typeof Id === 'string' ? Id : `00100000000000${(ids += 1)}AAA`.slice(0, 18).padEnd(18, 'A'),
      })),
    asUser: () => fakeHost(over),
    ...over,
  };
};
