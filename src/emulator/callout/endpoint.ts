/** The parts of `callout:Name/path?query`; undefined for a plain URL. */
export const namedIn = (endpoint: string): { name: string; rest: string } | undefined => {
  const [, name, rest] = /^callout:([^/?#]*)(.*)$/is.exec(endpoint) ?? [];
  return name === undefined || rest === undefined ? undefined : { name, rest };
};
