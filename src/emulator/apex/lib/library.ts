import type { SObjectSchema } from '../host.ts';
import { apexPagesRooms } from './apexPages.ts';
import { batchRooms } from './batch.ts';
import { assertRoom } from './assertions.ts';
import { databaseRooms } from './database.ts';
import { momentRooms } from './datetime.ts';
import { define, type Room } from './define.ts';
import { domRooms } from './dom.ts';
import { encodingRooms } from './encoding.ts';
import { exceptionRooms } from './exceptions.ts';
import { httpRooms } from './http.ts';
import { jsonGeneratorRooms } from './jsonGenerator.ts';
import { jsonParserRooms } from './jsonParser.ts';
import { jsonRoom } from './json.ts';
import { listRooms } from './list.ts';
import { mapRoom } from './map.ts';
import { mathRoom } from './math.ts';
import { numberRooms } from './numbers.ts';
import { objectRooms } from './object.ts';
import { pageReferenceRoom } from './pageReference.ts';
import { describeRooms } from './describe.ts';
import { schemaRooms } from './schema.ts';
import { cacheRooms } from './cache.ts';
import { connectApiRooms } from './connectApi.ts';
import { messagingRooms } from './messaging.ts';
import { eventBusRooms } from './eventBus.ts';
import { limitsRoom } from './limits.ts';
import { cryptoRoom } from './crypto.ts';
import { restRooms } from './rest.ts';
import { securityRooms } from './security.ts';
import { stubRooms } from './stub.ts';
import { triggerRooms } from './trigger.ts';
import { queueableRooms } from './queueable.ts';
import { regexRooms } from './regex.ts';
import { recordRoom } from './records.ts';
import { requestRooms } from './request.ts';
import { schedulableRooms } from './schedulable.ts';
import { setRoom } from './set.ts';
import { defineSObjects, sObjectRoom, aggregateResultRoom } from './sObjects.ts';
import { stringRoom } from './string.ts';
import { stringListsRoom } from './stringLists.ts';
import { systemRooms } from './system.ts';
import { testRoom } from './test.ts';
import { urlRoom } from './url.ts';
import { valueRooms } from './values.ts';
import { webServiceRooms } from './webService.ts';

/** Everything of the platform that this org's Apex knows. What is not in here does not compile. */
const rooms: Room[] = [
  ...objectRooms,
  stringRoom,
  stringListsRoom,
  ...numberRooms,
  mathRoom,
  ...valueRooms,
  ...listRooms,
  setRoom,
  mapRoom,
  ...exceptionRooms,
  ...momentRooms,
  jsonRoom,
  ...jsonGeneratorRooms,
  ...jsonParserRooms,
  ...httpRooms,
  ...webServiceRooms,
  ...domRooms,
  urlRoom,
  pageReferenceRoom,
  ...apexPagesRooms,
  ...encodingRooms,
  ...systemRooms,
  assertRoom,
  testRoom,
  sObjectRoom,
  aggregateResultRoom,
  recordRoom,
  ...databaseRooms,
  ...queueableRooms,
  ...batchRooms,
  ...schedulableRooms,
  ...regexRooms,
  ...schemaRooms,
  ...describeRooms,
  ...connectApiRooms,
  ...messagingRooms,
  ...eventBusRooms,
  limitsRoom,
  cryptoRoom,
  ...cacheRooms,
  ...restRooms,
  ...securityRooms,
  ...stubRooms,
  ...triggerRooms,
  ...requestRooms,
];

let read = false;

/** Reads the rooms into the table of platform types, the first time it is asked. */
export const loadLibrary = (objects: readonly SObjectSchema[]): void => {
  if (read) return;
  read = true;
  for (const room of rooms) define(room);
  defineSObjects(objects);
};
