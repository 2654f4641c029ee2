import type { ApexList, Tx, Value } from '../model.ts';
import { apexError, limitError } from '../run/throwing.ts';
import { listOf, platformType } from '../types/platform.ts';
import { bean, emptyList, nothing, type Bean } from './bean.ts';
import { plainText } from './plainText.ts';
import type { Room, Rows } from './define.ts';

const maxSends = 10;

const sends = new WeakMap<Tx, number>();

/** How often a transaction has sent; Limits shows it. */
export const emailInvocations = (tx: Tx): number => sends.get(tx) ?? 0;

/** Recorded, never sent: the emulated org has no mail server. A sent message is pending work (L43). */
const sendEmail = (messages: ApexList, _allOrNone: boolean, tx: Tx): Value => {
  const count = emailInvocations(tx) + 1;
  if (count > maxSends) throw limitError(tx, `Too many Email Invocations: ${maxSends + 1}`);
  sends.set(tx, count);
  const type = platformType('Messaging.SendEmailResult');
  const items = messages.items.map((message): Value => {
    const { state } = message as Bean;
    const to = state.get('toaddresses') as ApexList | null;
    if (!state.get('targetobjectid') && (to === null || to.items.length === 0))
      throw apexError(
        tx,
        'EmailException',
        'SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Missing body, Add at least one recipient: []',
      );
    tx.log('EMAIL_QUEUE', `[${tx.stack.at(-1)?.line ?? 0}]`, `subject: ${plainText(state.get('subject') ?? null)}`);
    return { is: 'native', type, state: null };
  });
  tx.pending = true;
  return { is: 'list', type: listOf(type), items };
};

const setters = (fields: readonly string[]): Rows =>
  Object.fromEntries(
    fields.flatMap((text): [string, (...given: never[]) => unknown][] => {
      const [, type = '', name = ''] = /^(.*)\s(\w+)$/.exec(text) ?? [];
      const method = name.charAt(0).toUpperCase() + name.slice(1);
      const key = name.toLowerCase();
      return [
        [`void set${method}(${type}?)`, ({ state }: Bean, value: Value) => void state.set(key, value)],
        [`${type} get${method}()`, ({ state }: Bean) => state.get(key) ?? null],
      ];
    }),
  );

const outgoing = [
  'List<String> toAddresses',
  'List<String> ccAddresses',
  'List<String> bccAddresses',
  'String subject',
  'String plainTextBody',
  'String htmlBody',
  'String replyTo',
  'String senderDisplayName',
  'String charset',
  'Id targetObjectId',
  'Id templateId',
  'Id whatId',
  'Id orgWideEmailAddressId',
  'Boolean saveAsActivity',
  'Boolean useSignature',
  'Boolean treatTargetObjectAsRecipient',
  'List<Messaging.EmailFileAttachment> fileAttachments',
];

const attached = ['Blob body', 'String contentType', 'String fileName', 'Boolean inline'];

const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, nothing]));

export const messagingRooms: Room[] = [
  {
    name: 'Messaging',
    statics: {
      'List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email>)': (messages: ApexList, tx: Tx) =>
        sendEmail(messages, true, tx),
      'List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email>, Boolean)': sendEmail,
    },
  },
  { name: 'Messaging.Email' },
  bean({
    name: 'Messaging.SingleEmailMessage',
    extends: 'Messaging.Email',
    fields: Object.fromEntries(outgoing.map((text) => [text, nothing])),
    methods: setters(outgoing),
  }),
  bean({
    name: 'Messaging.EmailFileAttachment',
    fields: Object.fromEntries(attached.map((text) => [text, nothing])),
    methods: setters(attached),
  }),
  {
    name: 'Messaging.SendEmailResult',
    methods: {
      'Boolean isSuccess()': () => true,
      'List<Messaging.SendEmailError> getErrors()': () => emptyList('Messaging.SendEmailError'),
    },
  },
  { name: 'Messaging.SendEmailError' },
  {
    name: 'Messaging.InboundEmailHandler',
    kind: 'interface',
    abstracts: ['Messaging.InboundEmailResult handleInboundEmail(Messaging.InboundEmail?, Messaging.InboundEnvelope?)'],
  },
  bean({ name: 'Messaging.InboundEmailResult', fields: { 'Boolean success': () => true, 'String message': nothing } }),
  bean({ name: 'Messaging.InboundEnvelope', fields: texts('String fromAddress', 'String toAddress') }),
  bean({
    name: 'Messaging.InboundEmail',
    fields: {
      ...texts('String fromAddress', 'String fromName', 'String subject', 'String plainTextBody', 'String htmlBody'),
      ...texts('String inReplyTo', 'String messageId', 'String replyTo'),
      ...texts('List<String> toAddresses', 'List<String> ccAddresses', 'List<String> references'),
      ...texts('List<Messaging.InboundEmail.BinaryAttachment> binaryAttachments'),
      ...texts('List<Messaging.InboundEmail.TextAttachment> textAttachments'),
      ...texts('List<Messaging.InboundEmail.Header> headers'),
      'Boolean htmlBodyIsTruncated': () => false,
      'Boolean plainTextBodyIsTruncated': () => false,
    },
  }),
  bean({
    name: 'Messaging.InboundEmail.BinaryAttachment',
    fields: {
      ...texts('Blob body', 'String fileName', 'String mimeTypeSubType'),
      'List<Messaging.InboundEmail.Header> headers': () => emptyList('Messaging.InboundEmail.Header'),
    },
  }),
  bean({
    name: 'Messaging.InboundEmail.TextAttachment',
    fields: texts(
      'String body',
      'String charset',
      'String fileName',
      'String mimeTypeSubType',
      'Boolean bodyIsTruncated',
    ),
  }),
  bean({ name: 'Messaging.InboundEmail.Header', fields: texts('String name', 'String value') }),
];
