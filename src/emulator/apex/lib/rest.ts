import type { ApexMap, Tx, Value } from '../model.ts';
import { bean, newTexts, nothing, type Bean } from './bean.ts';
import type { Room } from './define.ts';

/** What an Apex REST method finds in RestContext and leaves there. */
export type RestExchange = { request: Value; response: Value };

const exchanges = new WeakMap<Tx, RestExchange>();

/** The RestContext of a transaction; empty unless the transaction serves a request, or a test fills it. */
export const restContextOf = (tx: Tx): RestExchange => {
  const known = exchanges.get(tx) ?? { request: null, response: null };
  exchanges.set(tx, known);
  return known;
};

const putText =
  (field: string) =>
  ({ state }: Bean, name: string, value: string): void => {
    (state.get(field) as ApexMap).entries.set(`string:${name}`, [name, value]);
  };

export const restRooms: Room[] = [
  bean({
    name: 'RestRequest',
    fields: {
      'Map<String, String> headers': newTexts,
      'String httpMethod': nothing,
      'Map<String, String> params': newTexts,
      'String remoteAddress': nothing,
      'Blob requestBody': nothing,
      'String requestURI': nothing,
      'String resourcePath': nothing,
    },
    methods: {
      'void addHeader(String, String)': putText('headers'),
      'void addParameter(String, String)': putText('params'),
    },
  }),
  bean({
    name: 'RestResponse',
    fields: {
      'Map<String, String> headers': newTexts,
      'Blob responseBody': nothing,
      'Integer statusCode': nothing,
    },
    methods: { 'void addHeader(String, String)': putText('headers') },
  }),
  {
    name: 'RestContext',
    staticFields: {
      'RestRequest request': (tx: Tx) => restContextOf(tx).request,
      'RestResponse response': (tx: Tx) => restContextOf(tx).response,
    },
    writes: {
      'RestRequest request': (value: Value, tx: Tx) => {
        restContextOf(tx).request = value;
      },
      'RestResponse response': (value: Value, tx: Tx) => {
        restContextOf(tx).response = value;
      },
    },
  },
];
