import { deleteRecord, undeleteRecord } from '../records/deleteRecord.ts';
import { insertRecord } from '../records/insertRecord.ts';
import { mergeRecord } from '../records/mergeRecord.ts';
import { updateRecord } from '../records/updateRecord.ts';
import { upsertRecord } from '../records/upsertRecord.ts';
import { problem, type Write, type WriteProblem } from '../records/write.ts';
import { namedObject, objectOfId, writeMany, type Written } from '../records/writeMany.ts';
import { childOf, childrenOf, childText } from '../soap/envelope.ts';
import type { XmlElement } from '../soap/parseXml.ts';
import type { XmlValue } from '../soap/writeXml.ts';
import { PartnerRefusal, type PartnerCall, type PartnerOperation } from './operation.ts';

/** Records of one call (SOAP API guide). */
const MOST = 200;

const NOT_FIELDS = new Set(['type', 'fieldsToNull', 'id']);

/** Values of an sObject element by field, null where it says so. */
const valuesOf = (element: XmlElement): Record<string, string | null> => ({
  ...Object.fromEntries(childrenOf(element, 'fieldsToNull').map(({ text }) => [text.trim(), null])),
  ...Object.fromEntries(
    element.elements
      .filter(({ name }) => !NOT_FIELDS.has(name.toLowerCase()) && name !== 'fieldsToNull')
      .map(({ name, text, attributes }) => [name, attributes['xsi:nil'] === 'true' ? null : text]),
  ),
});

const idIn = (element: XmlElement): string =>
  element.elements.find(({ name }) => name.toLowerCase() === 'id')?.text.trim() ?? '';

const errorsOf = ({ errorCode, message, fields }: WriteProblem): XmlValue => ({
  ...(fields.length > 0 && { fields }),
  message,
  statusCode: errorCode,
});

const resultOf = (one: Written, more: Record<string, XmlValue> = {}): XmlValue =>
  'errorCode' in one
    ? { ...more, errors: errorsOf(one), id: null, success: false }
    : { ...more, id: one.id, success: true };

const limited = <T>(list: readonly T[]): readonly T[] => {
  if (list.length > MOST)
    throw new PartnerRefusal(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MOST} records into this call`,
    );
  return list;
};

const userOf = ({ session }: PartnerCall): string => session.userId;

/** One write an sObject of the call, with the object that it names. */
const saving =
  (save: (write: Write, element: XmlElement, call: PartnerCall) => string | Written) =>
  (call: PartnerCall): Written[] => {
    const { state, element } = call;
    const writes = limited(childrenOf(element, 'sObjects')).map((each) => () => {
      const object = namedObject(state, userOf(call), childText(each, 'type') ?? '');
      return 'errorCode' in object ? object : save({ state, userId: userOf(call), object }, each, call);
    });
    return writeMany(state, writes, call.allOrNone);
  };

/** One write an id of the call. */
const byId =
  (change: (write: Write, id: string) => string | WriteProblem): PartnerOperation =>
  (call) => {
    const { state, element } = call;
    const writes = limited(childrenOf(element, 'ids')).map(({ text }) => () => {
      const object = objectOfId(state, userOf(call), text.trim());
      return 'errorCode' in object ? object : change({ state, userId: userOf(call), object }, text.trim());
    });
    return writeMany(state, writes, call.allOrNone).map((one) => resultOf(one));
  };

const insert = saving((write, element) => insertRecord(write, valuesOf(element)));

const update = saving((write, element) => {
  const id = idIn(element);
  return id === ''
    ? problem(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', ['Id'])
    : updateRecord(write, id, valuesOf(element));
});

const upsert = saving((write, element, call) => {
  // The name's case differs between clients and the official schema.
  const key = childText(call.element, 'externalIDFieldName') ?? childText(call.element, 'externalIdFieldName') ?? '';
  const id = idIn(element);
  return upsertRecord(write, key, { ...valuesOf(element), ...(id !== '' && { Id: id }) });
});

const merge: PartnerOperation = (call) => {
  const { state, element } = call;
  return childrenOf(element, 'request')
    .concat(childrenOf(element, 'mergeRequests'))
    .map((request) => {
      const master = childOf(request, 'masterRecord');
      const id = master ? idIn(master) : '';
      const ids = childrenOf(request, 'recordToMergeIds').map(({ text }) => text.trim());
      const [one = { id }] = writeMany(
        state,
        [
          () => {
            const object = namedObject(state, userOf(call), (master && childText(master, 'type')) ?? '');
            if ('errorCode' in object) return object;
            const write = { state, userId: userOf(call), object };
            for (const duplicate of ids) {
              const merged = mergeRecord(write, id, duplicate);
              if (typeof merged !== 'string') return merged;
            }
            return { id };
          },
        ],
        true,
      );
      return 'errorCode' in one ? resultOf(one) : { id, mergedRecordIds: ids, success: true };
    });
};

export const writingOperations: Readonly<Record<string, PartnerOperation>> = {
  create: (call) => insert(call).map((one) => resultOf(one)),
  update: (call) => update(call).map((one) => resultOf(one)),
  upsert: (call) =>
    upsert(call).map((one) => resultOf(one, { created: !('errorCode' in one) && one.created === true })),
  delete: byId(deleteRecord),
  undelete: byId(undeleteRecord),
  merge,
};
