import type { Emulator, EmulatorOptions } from '../../../src/emulator/emulator.ts';
import type { OrgState } from '../../../src/emulator/state/orgState.ts';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { runDueApex } from '../../../src/emulator/async/apexQueue.ts';
import { apexSources } from '../../../src/emulator/tooling/apexSources.ts';
import { loadApex } from '../../../src/emulator/tooling/loadApex.ts';
import { openTransaction } from '../../../src/emulator/tooling/transaction.ts';
import { restDateTime } from '../../../src/emulator/state/dateTime.ts';
import { ask } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { loopbackOrg } from '../support/loopback.ts';

/** Calls out and says what came of it: `status`, or the exception. */
const CALLER = `public class Caller {
  public static void say(String who, String endpoint, String token) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint(endpoint + '/services/data/v66.0/query?q=SELECT+Id+FROM+Organization');
    request.setMethod('GET');
    if (token != null) request.setHeader('Authorization', 'Bearer ' + token);
    try {
      HttpResponse response = new Http().send(request);
      System.debug(who + ' ' + response.getStatusCode() + (response.getStatusCode() == 200 ? '' : ' ' + response.getBody()));
    } catch (Exception e) { System.debug(who + ' ' + e.getTypeName() + ': ' + e.getMessage()); }
  }
  public static void soap(String token) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '/services/Soap/m/66.0');
    request.setMethod('POST');
    request.setHeader('Content-Type', 'text/xml');
    request.setHeader('SOAPAction', '""');
    request.setBody('<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>' +
      '<SessionHeader xmlns="http://soap.sforce.com/2006/04/metadata"><sessionId>' + token + '</sessionId></SessionHeader></e:Header>' +
      '<e:Body><describeMetadata xmlns="http://soap.sforce.com/2006/04/metadata"><asOfVersion>66.0</asOfVersion></describeMetadata></e:Body></e:Envelope>');
    HttpResponse response = new Http().send(request);
    System.debug('soap ' + response.getStatusCode() + (response.getStatusCode() == 200 ? '' : ' ' + response.getBody().substringBetween('<faultcode>', '</faultcode>')));
  }
  public static void both() {
    say('loopback', 'callout:LoopName', null);
    say('session', URL.getOrgDomainUrl().toExternalForm(), UserInfo.getSessionId());
  }
}`;

/** Puts classes into the org past the Metadata API. */
const putClasses = ({ state }: { state: OrgState }, ...bodies: string[]): void => {
  for (const body of bodies) put(state, 'ApexClass', /\bclass\s+(\w+)/.exec(body)?.[1] ?? '', '', body);
};

/** Traces a user's Apex, longer than the API would allow. */
const trace = (
  { state }: Emulator,
  username = CLI_USERNAME,
  type: 'USER_DEBUG' | 'DEVELOPER_LOG' = 'USER_DEBUG',
): void => {
  const userId = userNamed(state, username).Id;
  const dates = {
    CreatedDate: '',
    LastModifiedDate: '',
    SystemModstamp: '',
    CreatedById: userId,
    LastModifiedById: userId,
  };
  const off = { ApexProfiling: 'NONE', Callout: 'NONE', DataAccess: 'NONE', Database: 'NONE', Nba: 'NONE' } as const;
  const more = { System: 'NONE', Validation: 'NONE', Visualforce: 'NONE', Wave: 'NONE', Workflow: 'NONE' } as const;
  const Id = state.newId('7dl');
  state.debugLevels = [
    ...state.debugLevels,
    { Id, DeveloperName: 'T', MasterLabel: 'T', Language: 'en_US', ApexCode: 'DEBUG', ...off, ...more, ...dates },
  ];
  state.traceFlags = [
    ...state.traceFlags,
    {
      Id: state.newId('7tf'),
      TracedEntityId: userId,
      DebugLevelId: Id,
      LogType: type,
      StartDate: restDateTime(state.now()),
      ExpirationDate: restDateTime(state.now() + 7 * 86_400_000),
      ...dates,
    },
  ];
};

/** The loopback org with classes, traced, whose callouts answer. */
export const orgWith = (options: EmulatorOptions, ...bodies: string[]): Emulator => {
  const emulator = loopbackOrg(options);
  prepare(emulator, [CLI_USERNAME], ...bodies);
  return emulator;
};

/** Puts the caller and other classes into an org, and traces users. */
export const prepare = (emulator: Emulator, usernames: readonly string[], ...bodies: string[]): void => {
  putClasses(emulator, CALLER, ...bodies);
  for (const username of usernames) trace(emulator, username);
};

/** Runs a block as a user who has no API access, such as the Automated Process user, then everything that it queued. */
export const runAsUser = async (emulator: Emulator, username: string, block: string): Promise<void> => {
  const { state } = emulator;
  const userId = userNamed(state, username).Id;
  const entry = { userId, context: 'future', sessionToken: emulator.adminToken, fromLightning: false } as const;
  const transaction = openTransaction(state, { ...entry, operation: 'Block', request: null });
  const outcome = await (await loadApex(state)).runAnonymous(apexSources(state), block, '66.0', transaction.host);
  transaction.end(outcome);
  if (!outcome.success) throw new Error(`${outcome.compileProblem ?? ''}${outcome.exceptionMessage ?? ''}`);
  runDueApex(state);
  await emulator.settled();
};

/** Runs a block through the API, then everything that it queued; throws when the block fails. */
export const runAndSettle = async (emulator: Emulator, block: string, token?: string): Promise<void> => {
  const path = `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`;
  const { body } = await ask(emulator, path, token === undefined ? {} : { token });
  const outcome = body as { success: boolean; compileProblem: string | null; exceptionMessage: string | null };
  if (!outcome.success) throw new Error(`${outcome.compileProblem ?? ''}${outcome.exceptionMessage ?? ''}`);
  await emulator.settled();
};

/** What System.debug said in the logs of an operation, in order. */
export const saidIn = ({ state }: Emulator, operation: string): string[] =>
  state.apexLogs
    .filter((log) => log.Operation === operation)
    .flatMap(({ body }) => [...body.matchAll(/\|USER_DEBUG\|\[\d+\]\|[A-Z]+\|(.*)/g)].map(([, text = '']) => text));

/** Why a block fails; empty when it does not. */
export const problemOf = async (emulator: Emulator, block: string): Promise<string> => {
  try {
    await runAndSettle(emulator, block);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
