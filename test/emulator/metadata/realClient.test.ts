import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Connection } from '@jsforce/jsforce-node';
import type { DeployResult } from '@jsforce/jsforce-node/lib/api/metadata.js';
import type { Connection as CoreConnection } from '@salesforce/core';
import { ComponentSet } from '@salesforce/source-deploy-retrieve';
import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { listen, type Listening } from '../../../src/emulator/server.ts';
import { appFiles } from './appFiles.ts';
import { NAMESPACE, zipOf } from './metadataOrg.ts';

const SOURCE = {
  'classes/Good.cls': 'public with sharing class Good { public static Integer one() { return 1; } }\n',
  'classes/Good.cls-meta.xml': `<?xml version="1.0"?><ApexClass xmlns="${NAMESPACE}"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>\n`,
  'externalClientApps/Loop.eca-meta.xml': `<?xml version="1.0"?><ExternalClientApplication xmlns="${NAMESPACE}"><label>Loop</label></ExternalClientApplication>\n`,
};

describe('the emulated org and the real client libraries', () => {
  let org: Emulator;
  let server: Listening;
  let folder: string;
  let connection: Connection;

  before(async () => {
    org = createEmulator();
    server = await listen(org);
    folder = await mkdtemp(join(tmpdir(), 'selfcallout-'));
    connection = new Connection({ instanceUrl: server.url, accessToken: org.adminToken, version: '66.0' });
    connection.metadata.pollInterval = 10;
  });

  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** The connection as the source deploy library wants it. */
  const usernameOrConnection = (): CoreConnection =>
    Object.assign(connection, {
      getApiVersion: () => '66.0',
      getAuthInfoFields: () => ({ orgId: org.state.org.id }),
      getUsername: () => 'admin@selfcallout.example',
      retrieveMaxApiVersion: () => Promise.resolve('68.0'),
    }) as unknown as CoreConnection;

  const componentsIn = (path: string): ComponentSet =>
    Object.assign(ComponentSet.fromSource(path), { sourceApiVersion: '66.0', apiVersion: '66.0' });

  const poll = { frequency: { milliseconds: 10 } as never };

  /** Deploys what a path of source files holds; what became of each file, in the library's words. */
  const deploySource = async (path: string): Promise<string[]> => {
    const job = await componentsIn(path).deploy({ usernameOrConnection: usernameOrConnection() });
    const result = await job.pollStatus(poll);
    expect(result.response.status).to.equal('Succeeded');
    return [...new Set(result.getFileResponses().map(({ fullName, state }) => `${fullName} ${state}`))];
  };

  /** Retrieves the same again over it; what went wrong. */
  const retrieveSource = async (path: string): Promise<unknown[]> => {
    const options = { usernameOrConnection: usernameOrConnection(), output: path, merge: true };
    const result = await (await componentsIn(path).retrieve(options)).pollStatus(poll);
    expect(result.response.status).to.equal('Succeeded');
    return result.getFileResponses().filter((response) => 'error' in response);
  };

  it('L54: jsforce reads one failure, one success and several alike', async () => {
    const zip = Buffer.from(
      await zipOf({ 'externalClientApps/Loop.eca': '<label>Loop</label><wrong>1</wrong>' }),
      'base64',
    );
    const failed = await connection.metadata.deploy(zip, { rollbackOnError: true }).complete(true);
    expect(failed.status).to.equal('Failed');
    expect(failed.details.componentFailures).to.have.length(1);
    expect(failed.details.componentFailures[0]?.lineNumber).to.equal(3);
    const whole = Buffer.from(await zipOf(appFiles), 'base64');
    const done = await connection.metadata.deploy(whole, { rollbackOnError: true }).complete(true);
    expect(done.status).to.equal('Succeeded');
    expect(done.details.componentFailures).to.deep.equal([]);
    expect(done.details.componentSuccesses).to.have.length(6);
    expect(done.numberComponentsTotal).to.equal(5);
  });

  it('L54: jsforce deploys over REST, where one failure is a list', async () => {
    const zip = Buffer.from(await zipOf({ 'externalClientApps/Two.eca': '<wrong>1</wrong>' }), 'base64');
    const { id } = await connection.metadata.deployRest(zip, { rollbackOnError: true });
    const path = `/services/data/v66.0/metadata/deployRequest/${id}?includeDetails=true`;
    const { deployResult } = await connection.request<{ deployResult: DeployResult }>(path);
    expect(deployResult.status).to.equal('Failed');
    expect(deployResult.details.componentFailures.map(({ fullName }) => fullName)).to.deep.equal(['Two']);
  });

  it('jsforce reads, upserts and lists', async () => {
    const read = await connection.metadata.read('ExternalClientApplication' as 'ApexClass', ['Loop']);
    expect(read[0]).to.include({ fullName: 'Loop', label: 'Loop' });
    const [saved] = await connection.metadata.upsert('ExternalClientApplication' as 'ApexClass', [
      { fullName: 'Second', label: 'Second' } as never,
    ]);
    expect(saved).to.include({ success: true, created: true, fullName: 'Second' });
    const listed = await connection.metadata.list([{ type: 'ExternalClientApplication' }], '66.0');
    expect(listed.map(({ fullName }) => fullName)).to.deep.equal(['Loop', 'Second']);
  });

  it('the source deploy library deploys source files and retrieves them again', async () => {
    for (const [path, text] of Object.entries(SOURCE)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    expect(await deploySource(folder)).to.include('Good Created');
    expect(await retrieveSource(folder)).to.deep.equal([]);
  });

  it('the source deploy library deploys an object in its parts, and one part alone', async () => {
    const object = join(folder, 'objects/Part__c');
    const field = (name: string): string => join(object, `fields/${name}.field-meta.xml`);
    const write = (path: string, type: string, inner: string): Promise<void> =>
      writeFile(path, `<?xml version="1.0"?><${type} xmlns="${NAMESPACE}">${inner}</${type}>\n`);
    const text = (name: string, length: number): string =>
      `<fullName>${name}</fullName><label>${name}</label><length>${length}</length><type>Text</type>`;
    await mkdir(join(object, 'fields'), { recursive: true });
    await write(
      join(object, 'Part__c.object-meta.xml'),
      'CustomObject',
      '<deploymentStatus>Deployed</deploymentStatus><label>Part</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Parts</pluralLabel><sharingModel>ReadWrite</sharingModel>',
    );
    await write(field('A__c'), 'CustomField', text('A__c', 20));
    await write(field('B__c'), 'CustomField', text('B__c', 20));
    expect(await deploySource(object)).to.have.members([
      'Part__c Created',
      'Part__c.A__c Created',
      'Part__c.B__c Created',
    ]);
    await write(field('A__c'), 'CustomField', text('A__c', 30));
    expect(await deploySource(field('A__c'))).to.deep.equal(['Part__c.A__c Changed']);
    await rm(field('B__c'));
    expect(await deploySource(object)).to.have.members(['Part__c Unchanged', 'Part__c.A__c Unchanged']);
    expect(await retrieveSource(object)).to.deep.equal([]);
    expect(await readFile(field('A__c'), 'utf8')).to.include('<length>30</length>');
  });
});
