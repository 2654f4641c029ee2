/** What a fault does to a request; `code` effects answer in the shape of the API that was asked. */
export const EFFECTS = [
  'latency',
  'status',
  'reset',
  'malformed',
  'expiredToken',
  'REQUEST_LIMIT_EXCEEDED',
  'UNABLE_TO_LOCK_ROW',
  'maintenance',
] as const;

export type Effect = (typeof EFFECTS)[number];

/** A fault that somebody asked for: a row. What it leaves out matches everything. */
export type Fault = {
  id: string;
  effect: Effect;
  /** HTTP method, in capitals. */
  method?: string;
  /** Path without the query; `*` stands for any text: `/services/data/*`. */
  path?: string;
  /** `name: text`, or `name` alone: the header is there, and holds that text. */
  header?: string;
  /** Text that the body holds: `<deploy`, `grant_type=client_credentials`. */
  body?: string;
  /** Who asks: a client, or Apex of the org. */
  origin?: 'client' | 'callout';
  /** Whether the org had applied the request when the fault came. */
  when: 'before' | 'after';
  /** Milliseconds that the request waits; what `latency` is about, and may come with any other effect. */
  latencyMs: number;
  /** Of `status`: the HTTP status, and the error's code and words where the usual ones will not do. */
  status?: number;
  errorCode?: string;
  message?: string;
  /** How many requests it is for; null: all until it is taken away. */
  times: number | null;
  /** How many it has met. */
  hits: number;
};
