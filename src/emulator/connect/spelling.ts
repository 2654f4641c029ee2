/** L23: Connect says `OAuth` where metadata says `Oauth`; the other protocols are spelt alike. */
export const connectProtocol = (protocol: string): string => (protocol === 'Oauth' ? 'OAuth' : protocol);
