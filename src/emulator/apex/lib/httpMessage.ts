import type { ApexBlob } from '../model.ts';
import { utf8 } from './blob.ts';

/** Header names keep the spelling they were set with; they are found whatever their case. */
export type Message = { headers: Map<string, [string, string]>; body: ApexBlob };
export type RequestState = Message & {
  endpoint: string | null;
  method: string;
  timeoutMs: number;
  compressed: boolean;
};
export type ResponseState = Message & { status: string | null; statusCode: number };

export const newMessage = (): Message => ({ headers: new Map(), body: utf8('') });
