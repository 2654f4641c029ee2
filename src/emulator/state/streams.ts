/** A client of the Streaming API. `seen` are the ids of records that it has been told of, by channel. */
export type StreamClient = { userId: string; seen: Map<string, Set<string>> };

/** Clients by the id that their handshake gave them. */
export type Streams = Map<string, StreamClient>;
