import type { ApexBlob, ApexType, ApexTypeValue, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { listOf, stringType } from '../types/platform.ts';
import type { Room } from './define.ts';
import { newMessage, type Message, type RequestState, type ResponseState } from './httpMessage.ts';
import { sendCallout } from './callout.ts';
import { textOfBlob, utf8 } from './blob.ts';

const newRequest = (): RequestState => ({
  ...newMessage(),
  endpoint: null,
  method: 'GET',
  timeoutMs: 10_000,
  compressed: false,
});

const made = <State>(type: ApexType, state: State): Native<State> => ({ is: 'native', type, state });

const both = {
  'String getHeader(String)': ({ state }: Native<Message>, name: string) =>
    state.headers.get(name.toLowerCase())?.[1] ?? null,
  'void setHeader(String, String?)': ({ state }: Native<Message>, name: string, value: string | null) => {
    if (value === null) state.headers.delete(name.toLowerCase());
    else state.headers.set(name.toLowerCase(), [name, value]);
  },
  'String getBody()': ({ state }: Native<Message>, tx: Tx) => textOfBlob(state.body, tx),
  'Blob getBodyAsBlob()': ({ state }: Native<Message>) => state.body,
  'void setBody(String?)': ({ state }: Native<Message>, text: string | null) => {
    state.body = utf8(text ?? '');
  },
  'void setBodyAsBlob(Blob)': ({ state }: Native<Message>, blob: ApexBlob) => {
    state.body = blob;
  },
};

const setTimeout = ({ state }: Native<RequestState>, ms: number, tx: Tx): void => {
  // L61: from 1 ms to two minutes.
  if (ms < 1 || ms > 120_000) throw apexError(tx, 'CalloutException', 'Exceeded max timeout value of 120000 ms');
  state.timeoutMs = ms;
};

export const httpRooms: Room[] = [
  {
    name: 'HttpRequest',
    constructors: { '()': (type: ApexTypeValue) => made(type.value, newRequest()) },
    methods: {
      ...both,
      'String getEndpoint()': ({ state }: Native<RequestState>) => state.endpoint,
      'void setEndpoint(String?)': ({ state }: Native<RequestState>, endpoint: string | null) => {
        state.endpoint = endpoint;
      },
      'String getMethod()': ({ state }: Native<RequestState>) => state.method,
      'void setMethod(String)': ({ state }: Native<RequestState>, method: string) => {
        state.method = method;
      },
      'void setTimeout(Integer)': setTimeout,
      'Boolean getCompressed()': ({ state }: Native<RequestState>) => state.compressed,
      'void setCompressed(Boolean)': ({ state }: Native<RequestState>, compressed: boolean) => {
        state.compressed = compressed;
      },
      'String toString()': ({ state }: Native<RequestState>) =>
        `System.HttpRequest[Endpoint=${state.endpoint ?? 'null'}, Method=${state.method}]`,
    },
  },
  {
    name: 'HttpResponse',
    constructors: {
      '()': (type: ApexTypeValue): Value =>
        made(type.value, { ...newMessage(), status: null, statusCode: 0 } satisfies ResponseState),
    },
    methods: {
      ...both,
      'Integer getStatusCode()': ({ state }: Native<ResponseState>) => state.statusCode,
      'void setStatusCode(Integer)': ({ state }: Native<ResponseState>, code: number) => {
        state.statusCode = code;
      },
      'String getStatus()': ({ state }: Native<ResponseState>) => state.status,
      'void setStatus(String?)': ({ state }: Native<ResponseState>, status: string | null) => {
        state.status = status;
      },
      'List<String> getHeaderKeys()': ({ state }: Native<ResponseState>) => ({
        is: 'list',
        type: listOf(stringType),
        items: [...state.headers.values()].map(([name]) => name),
      }),
      'String toString()': ({ state }: Native<ResponseState>) =>
        `System.HttpResponse[Status=${state.status ?? 'null'}, StatusCode=${state.statusCode}]`,
    },
  },
  {
    name: 'Http',
    constructors: { '()': (type: ApexTypeValue) => made(type.value, null) },
    methods: {
      'HttpResponse send(HttpRequest)': (_self: Value, request: Native<RequestState>, tx: Tx) =>
        sendCallout(tx, request),
    },
  },
  { name: 'HttpCalloutMock', kind: 'interface', abstracts: ['HttpResponse respond(HttpRequest?)'] },
];
