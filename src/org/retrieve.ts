import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import type { MetadataName } from '../core/metadataName.ts';
import type { Pace } from './pace.ts';
import { refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';

const packageOf = (members: readonly MetadataName[], version: string): object => {
  const byType = new Map<string, string[]>();
  for (const { type, fullName } of members) byType.set(type, [...(byType.get(type) ?? []), fullName]);
  return { types: [...byType].map(([name, fullNames]) => ({ members: fullNames, name })), version };
};

const filesOf = async (zipFile: string): Promise<ReadonlyMap<string, string>> => {
  const { default: JSZip } = await import('jszip');
  const zip = await JSZip.loadAsync(Buffer.from(zipFile, 'base64'));
  const entries = Object.values(zip.files).filter(({ dir, name }) => !dir && !name.endsWith('package.xml'));
  return new Map(
    await Promise.all(
      entries.map(async (entry) => [entry.name.replace(/^unpackaged\//, ''), await entry.async('string')] as const),
    ),
  );
};

/** One retrieve job, kept in memory. */
export const makeRetrieve =
  (connection: Connection, counter: RequestCounter, pace: Pace): OrgPort['retrieve'] =>
  async (members, signal) => {
    const apiVersion = connection.version;
    try {
      const job = await connection.metadata.retrieve({
        apiVersion,
        unpackaged: packageOf(members, apiVersion),
      } as never);
      const result = await pace.poll(signal, async () => {
        const status = await counter.polling(() => connection.metadata.checkRetrieveStatus(job.id));
        return status.done ? status : undefined;
      });
      if (!result.success) fail('RetrieveFailed', { message: result.errorMessage ?? result.status });
      return await filesOf(result.zipFile);
    } catch (error) {
      return refuse(error, 'retrieve', connection.instanceUrl);
    }
  };
