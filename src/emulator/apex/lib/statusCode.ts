import type { Value } from '../model.ts';
import { platformType } from '../types/platform.ts';
import type { Room } from './define.ts';

/** Why records are refused: the codes that this org gives, among those of the platform that code compares with. */
const CODES =
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY DELETE_FAILED DEPENDENCY_EXISTS DUPLICATE_EXTERNAL_ID DUPLICATE_USERNAME DUPLICATE_VALUE DUPLICATES_DETECTED ENTITY_IS_DELETED FIELD_CUSTOM_VALIDATION_EXCEPTION FIELD_FILTER_VALIDATION_EXCEPTION FIELD_INTEGRITY_EXCEPTION INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY INSUFFICIENT_ACCESS_OR_READONLY INVALID_CROSS_REFERENCE_KEY INVALID_EMAIL_ADDRESS INVALID_FIELD INVALID_FIELD_FOR_INSERT_UPDATE INVALID_ID_FIELD INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST INVALID_TYPE_FOR_OPERATION JSON_PARSER_ERROR LICENSE_LIMIT_EXCEEDED MALFORMED_ID MISSING_ARGUMENT NUMBER_OUTSIDE_VALID_RANGE REQUIRED_FIELD_MISSING STRING_TOO_LONG TRANSFER_REQUIRES_READ UNABLE_TO_LOCK_ROW UNDELETE_FAILED UNKNOWN_EXCEPTION'.split(
    ' ',
  );

export const statusCodeRoom: Room = { name: 'StatusCode', kind: 'enum', constants: CODES };

export const statusCode = (code: string): Value => {
  const ordinal = CODES.indexOf(code);
  const name = ordinal === -1 ? 'UNKNOWN_EXCEPTION' : code;
  return { is: 'enum', type: platformType('StatusCode'), name, ordinal: CODES.indexOf(name) };
};
