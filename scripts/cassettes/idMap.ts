/** A record id of 15 or 18 characters: a prefix, and a digit somewhere. */
const ID = /^(?=\w*\d)[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** Ids of the recording and what they are here. */
export type IdMap = {
  has: (recorded: string) => boolean;
  add: (recorded: string, here: string) => void;
  /** Learns ids that stand at the same place of two answers. */
  learn: (recorded: unknown, here: unknown) => void;
  /** A text with the ids of here. */
  translate: (text: string) => string;
};

const key = (id: string): string => id.slice(0, 15);

export const makeIdMap = (): IdMap => {
  const ids = new Map<string, { recorded: string; here: string }>();
  const add: IdMap['add'] = (recorded, here) => {
    if (!ids.has(key(recorded))) ids.set(key(recorded), { recorded, here });
  };
  const learn: IdMap['learn'] = (recorded, here) => {
    if (isId(recorded) && isId(here)) add(recorded, here);
    else if (typeof recorded === 'object' && recorded !== null && typeof here === 'object' && here !== null) {
      for (const name of Object.keys(recorded)) {
        learn((recorded as Record<string, unknown>)[name], (here as Record<string, unknown>)[name]);
      }
    }
  };
  return {
    has: (recorded) => ids.has(key(recorded)),
    add,
    learn,
    translate: (text) =>
      text.replace(/\b[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?\b/g, (word) => ids.get(key(word))?.here ?? word),
  };
};
