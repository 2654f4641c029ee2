/** The few pieces of DER (ITU-T X.690) that an X.509 certificate is made of. Each gives one encoded value. */

const lengthOf = (count: number): Buffer => {
  if (count < 0x80) return Buffer.of(count);
  const hex = count.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
};

const value = (tag: number, ...content: Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body]);
};

export const sequence = (...items: Uint8Array[]): Buffer => value(0x30, ...items);
export const set = (...items: Uint8Array[]): Buffer => value(0x31, ...items);
export const utf8String = (text: string): Buffer => value(0x0c, Buffer.from(text, 'utf8'));
export const octetString = (bytes: Uint8Array): Buffer => value(0x04, bytes);
export const bitString = (bytes: Uint8Array): Buffer => value(0x03, Buffer.of(0), bytes);
export const nothing = (): Buffer => value(0x05);
export const yes = (): Buffer => value(0x01, Buffer.of(0xff));
/** A name of a host as subject alternative names hold it (`[2] IMPLICIT IA5String`). */
export const dnsName = (host: string): Buffer => value(0x82, Buffer.from(host, 'ascii'));
/** An explicit context tag: `[n]`. */
export const tagged = (n: number, item: Uint8Array): Buffer => value(0xa0 | n, item);

/** A positive integer of any length, most significant byte first. */
export const integer = (bytes: Uint8Array): Buffer =>
  value(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.of(0) : Buffer.of(), bytes);

const base128 = (part: number): number[] => {
  const digits = [part & 0x7f];
  for (let rest = part >> 7; rest > 0; rest >>= 7) digits.unshift(0x80 | (rest & 0x7f));
  return digits;
};

/** An object identifier from its dotted form. */
export const objectIdentifier = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return value(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
};

/** UTCTime until 2049 and GeneralizedTime after, as RFC 5280 asks; to the second. */
export const time = (ms: number): Buffer => {
  const text = new Date(ms).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  return Number(text.slice(0, 4)) < 2050
    ? value(0x17, Buffer.from(text.slice(2), 'ascii'))
    : value(0x18, Buffer.from(text, 'ascii'));
};
