const HEADERS_END = Buffer.from('\r\n\r\n');

/** Where a separator stands in a body, one after the other. */
const placesOf = (body: Buffer, separator: Buffer): number[] => {
  const places: number[] = [];
  for (let at = body.indexOf(separator); at !== -1; at = body.indexOf(separator, at + separator.length))
    places.push(at);
  return places;
};

/** Contents of a multipart/form-data body by part name; empty when the body is none. */
export const readMultipart = (contentType: string, body: Uint8Array): Map<string, Buffer> => {
  const parts = new Map<string, Buffer>();
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return parts;
  // Every separator but the first follows a line break, which is part of it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const separator = Buffer.from(`\r\n--${boundary}`);
  const places = placesOf(whole, separator);
  for (const [index, place] of places.entries()) {
    const part = whole.subarray(place + separator.length, places[index + 1] ?? place + separator.length);
    const headersEnd = part.indexOf(HEADERS_END);
    const name = /name="([^"]*)"/i.exec(part.subarray(0, Math.max(headersEnd, 0)).toString('utf8'))?.[1];
    if (name !== undefined) parts.set(name, part.subarray(headersEnd + HEADERS_END.length));
  }
  return parts;
};
