import { dispatch } from '../bind/invoke.ts';
import { blankObject } from '../bind/creators.ts';
import type { ApexTypeValue, Later, Native, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { findMethods } from '../types/hierarchy.ts';
import { platformType, setOf, stringType } from '../types/platform.ts';
import { copyValue } from '../values/copyValue.ts';
import type { Room, Rows } from './define.ts';

type Kind = 'Org' | 'Session';
type Partition = { kind: Kind; name: string };

/** One partition of the org's or the session's cache; the org has those that were deployed. */
const partition = (kind: Kind, wanted: string, tx: Tx): Partition => {
  const found = tx.host.cache?.partitions().find(({ name }) => `local.${name}`.toLowerCase() === wanted.toLowerCase());
  if (!found) throw apexError(tx, `Cache.${kind}.${kind}CacheException`, `Cache partition does not exist: ${wanted}`);
  return { kind, name: found.name };
};

const theDefault = (kind: Kind, tx: Tx): Partition => {
  const found = tx.host.cache?.partitions().find(({ isDefault }) => isDefault);
  if (!found) throw apexError(tx, `Cache.${kind}.${kind}CacheException`, 'The org has no default cache partition');
  return { kind, name: found.name };
};

/** `key`, or `local.partition.key`. */
const locate = (at: Partition | Kind, key: string, tx: Tx): { prefix: string; key: string } => {
  const parts = key.split('.');
  const place = typeof at === 'string' ? (parts.length === 3 ? null : theDefault(at, tx)) : at;
  const own = place ?? partition(at as Kind, parts.slice(0, 2).join('.'), tx);
  const name = parts.at(-1) ?? '';
  if (!/^[A-Za-z0-9]{1,50}$/.test(name))
    throw apexError(tx, 'Cache.InvalidParamException', `Invalid cache key: ${key}; it must be alphanumeric`);
  return { prefix: prefixOf(own, tx), key: name };
};

/** A session's cache is its user's. */
const prefixOf = ({ kind, name }: Partition, tx: Tx): string =>
  `${kind}${kind === 'Session' ? tx.user.id : ''}/${name}/`;

const storeOf = (tx: Tx) => tx.host.cache?.store ?? new Map<never, never>();

const held = (tx: Tx, at: string): { value: Value } | null => {
  const entry = storeOf(tx).get(at);
  return entry && entry.until > tx.host.now() ? entry : null;
};

const dayMs = 86_400_000;
const lasting: Readonly<Record<Kind, number>> = { Org: dayMs, Session: dayMs / 3 };

const put = (at: Partition | Kind, key: string, value: Value, seconds: number | null, tx: Tx): void => {
  const { prefix, key: name } = locate(at, key, tx);
  const kind = typeof at === 'string' ? at : at.kind;
  const until = tx.host.now() + (seconds === null ? lasting[kind] : seconds * 1000);
  tx.host.cache?.store.set(prefix + name, { value: copyValue(value), until });
};

/** What the builder loads for a key that is not there is kept. */
const build = (at: Partition | Kind, builder: ApexTypeValue, key: string, tx: Tx): Later<Value> => {
  const { prefix, key: name } = locate(at, key, tx);
  const there = held(tx, prefix + name);
  if (there) return copyValue(there.value);
  const made = blankObject(builder.value);
  const create = builder.value.def.constructors.find((each) => each.parameters.length === 0);
  const [load] = findMethods(platformType('Cache.CacheBuilder'), 'doLoad');
  return then(create?.invoke(tx, made, []) ?? null, () =>
    then(load ? dispatch(made, load.method).invoke(tx, made, [key]) : null, (value) => {
      put(at, key, value, null, tx);
      return value;
    }),
  );
};

type Place = Partition | Kind;

const keysOf = (at: Place, tx: Tx): string[] => {
  const prefix = prefixOf(typeof at === 'string' ? theDefault(at, tx) : at, tx);
  return [...storeOf(tx).keys()]
    .filter((key) => key.startsWith(prefix) && held(tx, key))
    .map((key) => key.slice(prefix.length));
};

/** What a cache can do, for the whole of it (`at` is fixed) or for a partition (`at` is the object). */
const rowsFor = (placed: (work: (at: Place, ...rest: never[]) => unknown) => (...given: never[]) => unknown): Rows => ({
  'Object get(String)': placed((at: Place, key: string, tx: Tx) => {
    const { prefix, key: name } = locate(at, key, tx);
    return copyValue(held(tx, prefix + name)?.value ?? null);
  }),
  'Object get(Type, String)': placed(build),
  'void put(String, Object?)': placed((at: Place, key: string, value: Value, tx: Tx) => put(at, key, value, null, tx)),
  'void put(String, Object?, Integer)': placed(put),
  'Boolean contains(String)': placed((at: Place, key: string, tx: Tx) => {
    const { prefix, key: name } = locate(at, key, tx);
    return held(tx, prefix + name) !== null;
  }),
  'Boolean remove(String)': placed((at: Place, key: string, tx: Tx) => {
    const { prefix, key: name } = locate(at, key, tx);
    return tx.host.cache?.store.delete(prefix + name) ?? false;
  }),
  'Boolean remove(Type, String)': placed((at: Place, _builder: ApexTypeValue, key: string, tx: Tx) => {
    const { prefix, key: name } = locate(at, key, tx);
    return tx.host.cache?.store.delete(prefix + name) ?? false;
  }),
  'Set<String> getKeys()': placed((at: Place, tx: Tx) => ({
    is: 'set',
    type: setOf(stringType),
    entries: new Map(keysOf(at, tx).map((key) => [`string:${key}`, key])),
  })),
  'Long getNumKeys()': placed((at: Place, tx: Tx) => BigInt(keysOf(at, tx).length)),
});

const whole = (kind: Kind): Room => ({
  name: `Cache.${kind}`,
  statics: {
    ...rowsFor(
      (work) =>
        (...given) =>
          (work as (...all: unknown[]) => unknown)(kind, ...given),
    ),
    [`Cache.${kind}Partition getPartition(String)`]: (name: string, tx: Tx): Value => ({
      is: 'native',
      type: platformType(`Cache.${kind}Partition`),
      state: partition(kind, name, tx),
    }),
  },
});

export const cacheRooms: Room[] = [
  whole('Org'),
  whole('Session'),
  {
    name: 'Cache.Partition',
    methods: {
      ...rowsFor(
        (work) =>
          ({ state }: Native<Partition>, ...given) =>
            (work as (...all: unknown[]) => unknown)(state, ...given),
      ),
      'String getName()': ({ state }: Native<Partition>) => `local.${state.name}`,
      // As much of its capacity in use, in percent, as nobody can tell of a cache without one.
      'Double getCapacity()': () => ({ is: 'double', value: 0 }),
      'Boolean isAvailable()': () => true,
    },
  },
  { name: 'Cache.OrgPartition', extends: 'Cache.Partition' },
  { name: 'Cache.SessionPartition', extends: 'Cache.Partition' },
  { name: 'Cache.CacheBuilder', kind: 'interface', abstracts: ['Object doLoad(String?)'] },
];
