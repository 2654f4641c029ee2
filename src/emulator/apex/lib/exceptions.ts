import type { ApexObject, ApexTypeValue, Value } from '../model.ts';
import type { Room } from './define.ts';

/** `new X(…)` of a platform exception makes one; `super(…)` of a user's class fills the one that is being made. */
const made = (target: ApexTypeValue | ApexObject, message: string | null, cause: Value): Value => {
  const thrown = { message, cause, trace: null, line: 0 };
  if (target.is === 'type') return { is: 'object', type: target.value, fields: new Map(), thrown };
  target.thrown = thrown;
  return target;
};

const constructors: Room['constructors'] = {
  '()': (target: ApexObject) => made(target, null, null),
  '(String?)': (target: ApexObject, message: string | null) => made(target, message, null),
  '(Exception?)': (target: ApexObject, cause: Value) => made(target, null, cause),
  '(String?, Exception?)': made,
};

/** Exceptions of the System namespace by their short names. */
const names =
  `Assert Async CalloutX Dml Email ExternalObject FlowException IllegalArgument InvalidHeader InvalidParameterValue
  Json Limit List Math NoAccess NoDataFound NoSuchElement NullPointer Query RequiredFeatureMissing Search Security
  Serialization SObject String Type Unexpected UnsupportedOperation Visualforce Xml Final InvalidRead DuplicateMessage
  Handled StubException`.split(/\s+/);

const spelled: Record<string, string> = {
  CalloutX: 'CalloutException',
  Json: 'JSONException',
  Xml: 'XmlException',
  FlowException: 'FlowException',
  StubException: 'StubException',
  InvalidRead: 'InvalidReadException',
  DuplicateMessage: 'DuplicateMessageException',
};

export const exceptionRooms: Room[] = [
  {
    name: 'Exception',
    isVirtual: true,
    constructors,
    methods: {
      'String getMessage()': (self: ApexObject) => self.thrown?.message ?? 'Script-thrown exception',
      'Exception getCause()': (self: ApexObject) => self.thrown?.cause ?? null,
      'String getTypeName()': (self: ApexObject) => self.type.name,
      'String getStackTraceString()': (self: ApexObject) => self.thrown?.trace ?? '',
      'Integer getLineNumber()': (self: ApexObject) => self.thrown?.line ?? 0,
      'void setMessage(String?)': (self: ApexObject, message: string | null) => {
        self.thrown = { ...(self.thrown ?? { cause: null, trace: null, line: 0 }), message };
      },
      'void initCause(Exception?)': (self: ApexObject, cause: Value) => {
        self.thrown = { ...(self.thrown ?? { message: null, trace: null, line: 0 }), cause };
      },
    },
  },
  {
    // Its message is for the component; Apex that catches it reads another, unless one was set.
    name: 'AuraHandledException',
    extends: 'Exception',
    constructors,
    methods: {
      'String getMessage()': (self: ApexObject) =>
        (self.thrown?.said === true ? self.thrown.message : null) ?? 'Script-thrown exception',
      'void setMessage(String?)': (self: ApexObject, message: string | null) => {
        self.thrown = { ...(self.thrown ?? { cause: null, trace: null, line: 0 }), message, said: true };
      },
    },
  },
  ...['Cache.Org.OrgCacheException', 'Cache.Session.SessionCacheException', 'Cache.InvalidParamException'].map(
    (name): Room => ({ name, extends: 'Exception', constructors }),
  ),
  ...names
    .filter((name) => !/X$/.test(name) || name in spelled)
    .map((name): Room => ({ name: spelled[name] ?? `${name}Exception`, extends: 'Exception', constructors })),
];
