import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { RequestsReport } from '../core/report.ts';

type Seen = { origin: string; stage: string; poll: boolean };

/**
 * Counts requests on the wire, so that those of the Salesforce libraries are seen too: undici (global `fetch`, jsforce)
 * and node:http tell of each request in a diagnostics channel.
 */
export type RequestCounter = {
  enter: (stage: string) => void;
  /** Requests that `work` sends are polls. */
  polling: <T>(work: () => Promise<T>) => Promise<T>;
  /** Requests to the org at `instanceUrl` so far. */
  report: (instanceUrl: string) => RequestsReport;
};

const originOf = (url: unknown): string => {
  try {
    return new URL(String(url)).origin;
  } catch {
    return '';
  }
};

export const countRequests = (): RequestCounter => {
  const seen: Seen[] = [];
  const polls = new AsyncLocalStorage<true>();
  let stage = 'connect';
  const see = (origin: string): void => {
    seen.push({ origin, stage, poll: polls.getStore() === true });
  };
  subscribe('undici:request:create', (message) =>
    see(originOf((message as { request: { origin: unknown } }).request.origin)),
  );
  subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: ClientRequest };
    see(originOf(`${request.protocol}//${String(request.getHeader('host') ?? request.host)}`));
  });
  return {
    enter: (next) => {
      stage = next;
    },
    polling: (work) => polls.run(true, work),
    report: (instanceUrl) => {
      const origin = originOf(instanceUrl);
      const own = seen.filter((request) => request.origin === origin);
      const byStage: Record<string, number> = {};
      for (const request of own) byStage[request.stage] = (byStage[request.stage] ?? 0) + 1;
      return { total: own.length, polls: own.filter(({ poll }) => poll).length, byStage };
    },
  };
};
