import type { LawCase } from '../lawCase.ts';
import { told } from '../loopback.ts';
import { apexClass } from '../parts.ts';

const LEVEL = {
  Language: 'en_US',
  ApexCode: 'DEBUG',
  ApexProfiling: 'NONE',
  Callout: 'NONE',
  Database: 'NONE',
  System: 'NONE',
  Validation: 'NONE',
  Visualforce: 'NONE',
  Workflow: 'NONE',
};

export const apiCases: readonly LawCase[] = [
  {
    id: 'L46',
    what: 'a POST to an object that is not createable',
    lawful: /^(?!.*INVALID_SESSION_ID)4\d\d [A-Z]/,
    run: async (org) => told(await org.ask('sobjects/Organization', { method: 'POST', body: { Name: 'x' } })),
  },
  {
    id: 'L59',
    what: 'a Tooling query of Metadata with several rows',
    lawful: /MALFORMED_QUERY When retrieving results with Metadata or FullName fields/,
    run: async (org) => {
      const names = [org.name('Row'), org.name('RowToo')];
      await org.deploy(names.map((name) => apexClass(name, `public class ${name} {}`, org.version)));
      const soql = `SELECT Id, Metadata FROM ApexClass WHERE Name IN ('${names.join("', '")}')`;
      return told(await org.ask(`tooling/query?q=${encodeURIComponent(soql)}`));
    },
  },
  {
    id: 'L63',
    what: 'a second trace flag of a user at the same time',
    lawful: /^201; 400 FIELD_INTEGRITY_EXCEPTION This entity is already being traced/,
    run: async (org) => {
      const name = org.name('Level');
      const level = await org.create('DebugLevel', { DeveloperName: name, MasterLabel: name, ...LEVEL }, 'tooling/');
      // A far-off quarter of an hour, so that a flag which somebody set is not in the way.
      const start = Date.now() + 20 * 3_600_000;
      const flag = {
        TracedEntityId: org.userId,
        DebugLevelId: (level.json as { id?: string }).id,
        LogType: 'USER_DEBUG',
        StartDate: new Date(start).toISOString(),
        ExpirationDate: new Date(start + 900_000).toISOString(),
      };
      const first = await org.create('TraceFlag', flag, 'tooling/');
      const second = await org.create('TraceFlag', flag, 'tooling/');
      return `${told(first)}; ${told(second)}`;
    },
  },
  {
    id: 'L64',
    what: 'a debug level, deleted through Tooling',
    lawful: /^204/,
    run: async (org) => {
      const name = org.name('Gone');
      const level = await org.create('DebugLevel', { DeveloperName: name, MasterLabel: name, ...LEVEL }, 'tooling/');
      const { id = '' } = level.json as { id?: string };
      return told(await org.ask(`tooling/sobjects/DebugLevel/${id}`, { method: 'DELETE' }));
    },
  },
  {
    id: 'L65',
    what: '/services/data without a login',
    lawful: /^200/,
    run: async (org) => String((await org.ask('/services/data', { headers: { authorization: '' } })).status),
  },
  {
    id: 'L70',
    what: 'cancelApprovalSubmission at 61.0 and 62.0, of a submission that is not there',
    lawful: /^404 NOT_FOUND.*; 400/,
    run: async (org) => {
      const call = { method: 'POST', body: { inputs: [{ approvalSubmissionId: '9iP000000000000AAA' }] } };
      const path = (version: string): string => `/services/data/v${version}/actions/standard/cancelApprovalSubmission`;
      const [old, now] = [await org.ask(path('61.0'), call), await org.ask(path('62.0'), call)];
      return `${told(old)}; ${told(now)}`;
    },
  },
];
