import type { Connection } from '@jsforce/jsforce-node';
import { expect } from 'chai';
import { METADATA_TYPES } from '../../../src/emulator/metadata/types/table.ts';
import { parseXml, type XmlElement } from '../../../src/emulator/soap/parseXml.ts';
import { CRUD_SAMPLES, type CrudSample } from '../metadata/crudSamples.ts';
import { jsforceOrg, type JsforceOrg } from './jsforceOrg.ts';

type Saved = { success: boolean; fullName: string; errors?: unknown };

/** Elements as jsforce takes them: texts and objects by name, a list where one comes again. */
const objectOf = ({ elements, text }: XmlElement): unknown => {
  if (elements.length === 0) return text;
  const names = [...new Set(elements.map(({ name }) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const values = elements.filter((each) => each.name === name).map(objectOf);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
};

const metadataOf = ({ fullName, elements }: CrudSample): Record<string, unknown> => {
  const parsed = parseXml(`<x>${elements}</x>`);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return { fullName, ...(objectOf(parsed) as Record<string, unknown>) };
};

/** jsforce knows the types of an old schema only; the calls take any. */
type AnyMetadata = {
  create: (type: string, metadata: unknown) => Promise<Saved>;
  update: (type: string, metadata: unknown) => Promise<Saved>;
  upsert: (type: string, metadata: unknown) => Promise<Saved>;
  read: (type: string, fullName: string) => Promise<Record<string, unknown>>;
  rename: (type: string, from: string, to: string) => Promise<Saved>;
  delete: (type: string, fullName: string) => Promise<Saved>;
};

const metadataApi = ({ metadata }: Connection): AnyMetadata => metadata as unknown as AnyMetadata;

const isThere = (type: string): boolean => /^(ExternalClientApp|OauthOidc)Settings$/.test(type);

describe('jsforce: metadata of every type', () => {
  let it_: JsforceOrg;

  beforeEach(async () => {
    it_ = await jsforceOrg({ switches: { connectedAppCreation: 'allowed' } });
  });

  afterEach(() => it_.close());

  it('creates, reads, updates, renames and deletes', async () => {
    const metadata = metadataApi(it_.connection);
    const succeed = async (saved: Promise<Saved>, what: string): Promise<void> => {
      const { success, errors } = await saved;
      expect(success, `${what}: ${JSON.stringify(errors)}`).to.equal(true);
    };
    for (const sample of CRUD_SAMPLES) {
      const { type, fullName, change } = sample;
      const verb = isThere(type) || type.endsWith('Policies') ? 'upsert' : 'create';
      await succeed(metadata[verb](type, metadataOf(sample)), `${verb} ${type}`);
      await succeed(metadata.update(type, { ...metadataOf(sample), [change[0]]: change[1] }), `update ${type}`);
      // jsforce makes numbers of what it knows to be some.
      const [element, wanted] = change;
      const is = (await metadata.read(type, fullName))[element];
      expect(typeof is === 'number' ? is : String(is), type).to.equal(typeof is === 'number' ? Number(wanted) : wanted);
    }
    for (const { type, fullName, other } of CRUD_SAMPLES.toReversed()) {
      if (isThere(type)) continue;
      if (other !== undefined) await succeed(metadata.rename(type, fullName, other), `rename ${type}`);
      await succeed(metadata.delete(type, other ?? fullName), `delete ${type}`);
    }
    expect(CRUD_SAMPLES.length).to.be.above(METADATA_TYPES.length);
  });
});
