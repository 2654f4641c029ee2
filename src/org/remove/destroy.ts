import type { MetadataName } from '../../core/metadataName.ts';
import type { Connection } from '@salesforce/core';
import { failureOf } from '../../core/failure.ts';
import { escapeXml } from '../../core/xml/escapeXml.ts';
import type { ClockPort } from '../../ports/clockPort.ts';
import type { RemovalPort } from '../../ports/removalPort.ts';
import { awaitDeploy } from '../awaitDeploy.ts';
import { makePace } from '../pace.ts';
import { refuse } from '../refusal.ts';
import type { RequestCounter } from '../requestCounter.ts';

const packageXml = (members: readonly MetadataName[], version: string): string => {
  const types = [...new Set(members.map(({ type }) => type))].map((type) => {
    const names = members.filter((each) => each.type === type).map(({ fullName }) => fullName);
    return `<types>${names.map((name) => `<members>${escapeXml(name)}</members>`).join('')}<name>${type}</name></types>`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">' +
    `${types.join('')}<version>${version}</version></Package>\n`
  );
};

const zipOf = async (members: readonly MetadataName[], version: string): Promise<Buffer> => {
  const { default: JSZip } = await import('jszip');
  const zip = new JSZip();
  zip.file('package.xml', packageXml([], version));
  zip.file('destructiveChanges.xml', packageXml(members, version));
  return zip.generateAsync({ type: 'nodebuffer' });
};

/** An empty package with a destructive manifest (platform-facts §11); the recycle bin is left out where the org lets us. */
export const makeDestroy =
  (connection: Connection, counter: RequestCounter, clock: ClockPort, everyMs: number): RemovalPort['destroy'] =>
  async (members, { checkOnly, testLevel, runTests, waitMs }, onProgress, signal) => {
    const options = {
      rollbackOnError: true,
      singlePackage: true,
      checkOnly,
      ...(testLevel === undefined ? {} : { testLevel }),
      ...(runTests.length === 0 ? {} : { runTests: [...runTests] }),
    };
    let id = '';
    try {
      id = (await connection.metadata.deploy(await zipOf(members, connection.version), options)).id;
      if (waitMs === 0) return { kind: 'pending', id };
      const pace = makePace(clock, everyMs, waitMs);
      return { kind: 'done', outcome: await awaitDeploy(connection, id, { counter, pace }, onProgress, signal) };
    } catch (error) {
      if (failureOf(error)?.kind === 'DeployUnfinished') return { kind: 'pending', id };
      return refuse(error, 'destroy', connection.instanceUrl);
    }
  };
