/** A request as it was sent and the answer that a real org gave. */
export type Interaction = {
  method: string;
  url: string;
  body: string | undefined;
  status: number;
  /** Without parameters, in lower case; undefined where the recording leaves headers out. */
  contentType: string | undefined;
  text: string;
};

export type Cassette = { name: string; interactions: Interaction[] };
