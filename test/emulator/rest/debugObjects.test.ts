import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { restDateTime } from '../../../src/emulator/state/dateTime.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, query, recordsOf, tokenOf, tooling, type Answer } from '../support/ask.ts';

const TOOLING = '/services/data/v66.0/tooling/sobjects';
const HOUR = 3_600_000;
const NOON = Date.parse('2026-05-01T12:00:00Z');

const idIn = ({ body }: Answer): string => (body as { id: string }).id;

const level = async (emulator: Emulator): Promise<string> =>
  idIn(
    await ask(emulator, `${TOOLING}/DebugLevel`, {
      method: 'POST',
      body: { DeveloperName: 'All', MasterLabel: 'All', ApexCode: 'FINEST' },
    }),
  );

const trace = (emulator: Emulator, DebugLevelId: string, values: Record<string, unknown>): Promise<Answer> =>
  ask(emulator, `${TOOLING}/TraceFlag`, {
    method: 'POST',
    body: {
      TracedEntityId: userNamed(emulator.state, CLI_USERNAME).Id,
      DebugLevelId,
      LogType: 'USER_DEBUG',
      ExpirationDate: restDateTime(NOON + HOUR),
      ...values,
    },
  });

const at = (): Emulator => createEmulator({ now: () => NOON });

describe('emulator: trace flags, debug levels and logs', () => {
  it('L63: a user has one trace flag of a log type at a time', async () => {
    const emulator = at();
    const levelId = await level(emulator);
    const first = await trace(emulator, levelId, {});
    expect(first.status).to.equal(201);
    const second = errorOf(await trace(emulator, levelId, {}));
    expect(second.errorCode).to.equal('FIELD_INTEGRITY_EXCEPTION');
    expect(second.message).to.contain('This entity is already being traced by a trace flag');
    expect((await trace(emulator, levelId, { LogType: 'DEVELOPER_LOG' })).status).to.equal(201);
    const later = { StartDate: restDateTime(NOON + HOUR), ExpirationDate: restDateTime(NOON + 2 * HOUR) };
    expect((await trace(emulator, levelId, later)).status).to.equal(201);
    const longer = { ExpirationDate: restDateTime(NOON + 90 * 60_000) };
    const path = `${TOOLING}/TraceFlag/${idIn(first)}`;
    expect(errorOf(await ask(emulator, path, { method: 'PATCH', body: longer })).errorCode).to.equal(
      'FIELD_INTEGRITY_EXCEPTION',
    );
    expect((await ask(emulator, path, { method: 'DELETE' })).status).to.equal(204);
    expect((await trace(emulator, levelId, {})).status).to.equal(201);
  });

  it('L63: it needs a debug level and lives at most 24 hours', async () => {
    const emulator = at();
    const levelId = await level(emulator);
    expect(errorOf(await trace(emulator, levelId, { DebugLevelId: null })).errorCode).to.equal(
      'REQUIRED_FIELD_MISSING',
    );
    const tooLong = { ExpirationDate: restDateTime(NOON + 24 * HOUR + 1) };
    expect(errorOf(await trace(emulator, levelId, tooLong)).errorCode).to.equal('FIELD_INTEGRITY_EXCEPTION');
    expect((await trace(emulator, levelId, { ExpirationDate: restDateTime(NOON + 24 * HOUR) })).status).to.equal(201);
    const row = recordsOf(await tooling(emulator, 'SELECT StartDate, DebugLevel.ApexCode FROM TraceFlag'))[0];
    expect(row).to.deep.include({ StartDate: restDateTime(NOON) });
    expect(row?.['DebugLevel']).to.include({ ApexCode: 'FINEST' });
  });

  it('takes the dates that the CLI sends: milliseconds and UTC texts', async () => {
    const emulator = at();
    const dates = { StartDate: NOON, ExpirationDate: new Date(NOON + HOUR).toUTCString() };
    expect((await trace(emulator, await level(emulator), dates)).status).to.equal(201);
    expect(emulator.state.traceFlags[0]).to.include({ ExpirationDate: restDateTime(NOON + HOUR) });
  });

  it('refuses a level that there is not', async () => {
    const answer = await ask(at(), `${TOOLING}/DebugLevel`, {
      method: 'POST',
      body: { DeveloperName: 'A', MasterLabel: 'A', System: 'LOUD' },
    });
    expect(errorOf(answer).errorCode).to.equal('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  });

  it('L64: logs are read and deleted, by who has View All Data', async () => {
    const emulator = at();
    const userId = userNamed(emulator.state, CLI_USERNAME).Id;
    emulator.state.apexLogs = [
      {
        Id: '07LEm0000000001AAA',
        Application: 'Unknown',
        DurationMilliseconds: 3,
        Location: 'SystemLog',
        LogLength: 4,
        LogUserId: userId,
        Operation: 'Api',
        Request: 'Api',
        RequestIdentifier: null,
        StartTime: restDateTime(NOON),
        Status: 'Success',
        body: 'text',
      },
    ];
    const [log] = recordsOf(await tooling(emulator, 'SELECT Id, LogUser.Username FROM ApexLog'));
    expect(log?.['LogUser']).to.include({ Username: CLI_USERNAME });
    const path = `${TOOLING}/ApexLog/07LEm0000000001AAA`;
    expect((await ask(emulator, `${path}/Body`)).body).to.equal('text');
    expect((await ask(emulator, `${path.replace('/tooling', '')}/Body`)).body).to.equal('text');
    const token = tokenOf(emulator, INTEGRATION_USERNAME);
    expect((await ask(emulator, `${path.replace('/tooling', '')}/Body`, { token })).status).to.equal(404);
    expect((await ask(emulator, path, { method: 'DELETE' })).status).to.equal(204);
    expect(emulator.state.apexLogs).to.deep.equal([]);
  });

  it('L64: a finished job cannot be deleted', async () => {
    const emulator = at();
    const CreatedById = userNamed(emulator.state, CLI_USERNAME).Id;
    emulator.state.asyncJobs = [
      {
        Id: '707Em0000000001AAA',
        JobType: 'Queueable',
        ApexClassId: null,
        Status: 'Completed',
        MethodName: null,
        ExtendedStatus: null,
        TotalJobItems: 0,
        JobItemsProcessed: 0,
        NumberOfErrors: 0,
        ParentJobId: null,
        CronTriggerId: null,
        CreatedById,
        CreatedDate: restDateTime(NOON),
        CompletedDate: restDateTime(NOON),
      },
    ];
    const soql = "SELECT Id, CreatedBy.Username FROM AsyncApexJob WHERE Status = 'Completed'";
    expect(recordsOf(await query(emulator, soql))).to.have.length(1);
    const path = '/services/data/v66.0/sobjects/AsyncApexJob/707Em0000000001AAA';
    expect(errorOf(await ask(emulator, path, { method: 'DELETE' })).errorCode).to.equal('INVALID_TYPE_FOR_OPERATION');
  });

  it('shows what is scheduled with the name it was given', async () => {
    const emulator = at();
    const userId = userNamed(emulator.state, CLI_USERNAME).Id;
    emulator.state.cronTriggers = [
      {
        Id: '08eEm0000000001AAA',
        CronJobDetailId: '08aEm0000000001AAA',
        jobName: 'Nightly',
        jobType: '7',
        CronExpression: '0 0 0 * * ?',
        TimeZoneSidKey: 'GMT',
        State: 'WAITING',
        NextFireTime: restDateTime(NOON),
        PreviousFireTime: null,
        StartTime: null,
        EndTime: null,
        TimesTriggered: 0,
        OwnerId: userId,
        CreatedById: userId,
        LastModifiedById: userId,
        CreatedDate: restDateTime(NOON),
      },
    ];
    const soql = "SELECT Id FROM CronTrigger WHERE CronJobDetail.Name = 'Nightly' AND CronJobDetail.JobType = '7'";
    expect(recordsOf(await query(emulator, soql))).to.have.length(1);
  });
});
