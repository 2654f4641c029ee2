import type { ApexEnum, Native, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { platformType } from '../types/platform.ts';
import { datetimeOf, dayMs } from '../values/moment.ts';
import { textOf } from '../values/text.ts';
import { assertRows } from './assertions.ts';
import type { Room } from './define.ts';

const debug = (tx: Tx, level: string, value: Value): unknown =>
  then(textOf(tx, value), (text) => tx.log('USER_DEBUG', `[${tx.stack.at(-1)?.line ?? 0}]`, level, text));

export const systemRooms: Room[] = [
  {
    name: 'System',
    statics: {
      'void debug(Object?)': (value: Value, tx: Tx) => debug(tx, 'DEBUG', value),
      'void debug(LoggingLevel, Object?)': (level: ApexEnum, value: Value, tx: Tx) => debug(tx, level.name, value),
      'Datetime now()': (tx: Tx) => datetimeOf(tx.host.now()),
      'Date today()': (tx: Tx) => ({ is: 'date', day: Math.floor(tx.host.now() / dayMs) }),
      'Long currentTimeMillis()': (tx: Tx) => BigInt(tx.host.now()),
      'Boolean isBatch()': (tx: Tx) => tx.quiddity.startsWith('BATCH'),
      'Boolean isFuture()': (tx: Tx) => tx.quiddity === 'FUTURE',
      'Boolean isQueueable()': (tx: Tx) => tx.quiddity === 'QUEUEABLE',
      'Boolean isScheduled()': (tx: Tx) => tx.quiddity === 'SCHEDULED',
      ...assertRows,
    },
  },
  {
    name: 'LoggingLevel',
    kind: 'enum',
    constants: ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'],
  },
  {
    name: 'TimeZone',
    methods: {
      'String getID()': ({ state }: Native<string>) => state,
      'String getDisplayName()': () => '(GMT+00:00) Greenwich Mean Time (GMT)',
      'Integer getOffset(Datetime)': () => 0,
      'String toString()': ({ state }: Native<string>) => state,
    },
  },
  {
    name: 'FeatureManagement',
    statics: {
      'Boolean checkPermission(String)': (name: string, tx: Tx): Value => {
        throw apexError(
          tx,
          'UnsupportedOperationException',
          `Not supported in the emulated org: the custom permission ${name}`,
        );
      },
    },
  },
  {
    name: 'UserInfo',
    statics: {
      'String getSessionId()': (tx: Tx) => tx.host.sessionId,
      'String getUserId()': (tx: Tx) => tx.user.id,
      'String getUserName()': (tx: Tx) => tx.user.username,
      'String getUserEmail()': (tx: Tx) => tx.user.email,
      'String getName()': (tx: Tx) => tx.user.name,
      'String getFirstName()': (tx: Tx) => tx.user.firstName,
      'String getLastName()': (tx: Tx) => tx.user.lastName,
      'String getProfileId()': (tx: Tx) => tx.user.profileId,
      'String getUserType()': (tx: Tx) => tx.user.userType,
      'String getOrganizationId()': (tx: Tx) => tx.host.org.id,
      'String getOrganizationName()': (tx: Tx) => tx.host.org.name,
      'String getLocale()': () => 'en_US',
      'String getLanguage()': () => 'en_US',
      'String getDefaultCurrency()': () => 'USD',
      'Boolean isMultiCurrencyOrganization()': () => false,
      'String getUiTheme()': () => 'Theme4d',
      'String getUiThemeDisplayed()': () => 'Theme4d',
      'TimeZone getTimeZone()': (): Value => ({ is: 'native', type: platformType('TimeZone'), state: 'GMT' }),
    },
  },
];
