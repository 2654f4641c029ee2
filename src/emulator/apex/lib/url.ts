import type { ApexTypeValue, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { platformType } from '../types/platform.ts';
import type { Room } from './define.ts';

type Address = Native<URL>;

const made = (text: string, tx: Tx): Value => {
  if (!URL.canParse(text)) throw apexError(tx, 'StringException', `no protocol: ${text}`);
  return { is: 'native', type: platformType('URL'), state: new URL(text) };
};

/** As it was given: a URL object adds a slash where a host stands alone. */
const external = ({ state }: Address): string =>
  state.pathname === '/' && state.search === '' && state.hash === '' ? state.href.slice(0, -1) : state.href;

const ownDomain = (tx: Tx): Value => made(tx.host.org.domainUrl, tx);

export const urlRoom: Room = {
  name: 'URL',
  constructors: { '(String)': (_type: ApexTypeValue, text: string, tx: Tx) => made(text, tx) },
  methods: {
    'String toExternalForm()': external,
    'String toString()': external,
    'String getHost()': ({ state }: Address) => state.hostname,
    'String getProtocol()': ({ state }: Address) => state.protocol.slice(0, -1),
    'Integer getPort()': ({ state }: Address) => (state.port === '' ? -1 : Number(state.port)),
    'String getPath()': ({ state }: Address) => (state.pathname === '/' ? '' : state.pathname),
    'String getQuery()': ({ state }: Address) => (state.search === '' ? null : state.search.slice(1)),
    'String getFile()': ({ state }: Address) => state.pathname + state.search,
    'String getRef()': ({ state }: Address) => (state.hash === '' ? null : state.hash.slice(1)),
    'String getAuthority()': ({ state }: Address) => state.host,
  },
  statics: { 'URL getOrgDomainUrl()': ownDomain, 'URL getSalesforceBaseUrl()': ownDomain },
};
