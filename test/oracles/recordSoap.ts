import type { Emulator } from '../../src/emulator/emulator.ts';
import { SOAP_APIS, type SoapApi } from './soapSchemas.ts';

/** An answer of a SOAP API: a whole envelope, and the operation that it answers. */
export type SoapAnswer = { api: SoapApi; operation: string; isFault: boolean; text: string };

export type Recorder = { answers: SoapAnswer[]; record: (org: Emulator) => Emulator };

const apiOf = (url: string): SoapApi | undefined => {
  const path = /\/services\/Soap\/(\w)\//.exec(url)?.[1];
  return (Object.keys(SOAP_APIS) as SoapApi[]).find((api) => SOAP_APIS[api] === path);
};

const operationOf = (envelope: string): string => /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(envelope)?.[1] ?? '';

/** Keeps what orgs answer to SOAP; other answers pass unread. */
export const recordSoap = (): Recorder => {
  const answers: SoapAnswer[] = [];
  const record = (org: Emulator): Emulator => ({
    ...org,
    handle: async (request) => {
      const asked = request.clone();
      const response = await org.handle(request);
      const api = apiOf(asked.url);
      if (api) {
        const [question, text] = await Promise.all([asked.text(), response.clone().text()]);
        answers.push({ api, operation: operationOf(question), isFault: response.status === 500, text });
      }
      return response;
    },
  });
  return { answers, record };
};
