import { json } from '../http/answer.ts';

/** The token endpoint's error body (platform-facts §6). */
export const oauthError = (error: string, description: string, status = 400): Response =>
  json({ error, error_description: description }, status);
