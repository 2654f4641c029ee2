import type { ApexMap, ApexTypeValue, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { mapOf, platformType, stringType } from '../types/platform.ts';
import { countCallout } from './callout.ts';
import { plainText } from './plainText.ts';
import type { Room } from './define.ts';

type State = { path: string; anchor: string | null; redirect: boolean | null; parameters: ApexMap };

export type Reference = Native<State>;

const textMap = (entries: Iterable<readonly [string, string]>): ApexMap => ({
  is: 'map',
  type: mapOf(stringType, stringType),
  entries: new Map([...entries].map(([name, value]) => [`string:${name}`, [name, value]])),
});

/** A reference to a page of the org, or to any URL. */
export const pageReference = (url: string): Reference => {
  const [head = '', anchor] = url.split('#', 2);
  const [path = '', search = ''] = head.split('?', 2);
  return {
    is: 'native',
    type: platformType('PageReference'),
    state: { path, anchor: anchor ?? null, redirect: null, parameters: textMap(new URLSearchParams(search)) },
  };
};

/** The URL that a reference stands for. */
export const urlOf = ({ state }: Reference): string => {
  const pairs = [...state.parameters.entries.values()].map(([name, value]) => [plainText(name), plainText(value)]);
  const search =
    pairs.length > 0 ? `?${new URLSearchParams(Object.fromEntries(pairs) as Record<string, string>).toString()}` : '';
  return state.path + search + (state.anchor === null ? '' : `#${state.anchor}`);
};

/** L42: a callout; no test method may ask for it, and no trigger or e-mail service, which this org does not have. */
const getContent = async (self: Reference, tx: Tx): Promise<Value> => {
  if (tx.test) {
    throw apexError(tx, 'VisualforceException', 'Methods defined as TestMethod do not support getContent call');
  }
  countCallout(tx);
  const given = await tx.host.pageContent?.(urlOf(self));
  if (!given) throw apexError(tx, 'UnsupportedOperationException', 'Not supported here: PageReference.getContent()');
  if ('refusal' in given) {
    throw apexError(tx, given.refusal.exceptionType.replace(/^System\./, ''), given.refusal.message);
  }
  return { is: 'blob', bytes: given.body };
};

export const pageReferenceRoom: Room = {
  name: 'PageReference',
  constructors: { '(String)': (_type: ApexTypeValue, url: string) => pageReference(url) },
  methods: {
    'Blob getContent()': getContent,
    'String getUrl()': urlOf,
    'Map<String, String> getParameters()': ({ state }: Reference) => state.parameters,
    'String getAnchor()': ({ state }: Reference) => state.anchor,
    'PageReference setAnchor(String?)': (self: Reference, anchor: string | null) => {
      self.state.anchor = anchor;
      return self;
    },
    'Boolean getRedirect()': ({ state }: Reference) => state.redirect ?? false,
    'PageReference setRedirect(Boolean)': (self: Reference, redirect: boolean) => {
      self.state.redirect = redirect;
      return self;
    },
    'String toString()': (self: Reference) => `System.PageReference[${urlOf(self)}]`,
  },
};
