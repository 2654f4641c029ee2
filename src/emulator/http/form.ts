/** A body of `application/x-www-form-urlencoded`. */
export const formOf = (body: Uint8Array): URLSearchParams => new URLSearchParams(Buffer.from(body).toString('utf8'));
