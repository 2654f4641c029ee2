import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { ask, recordsOf, tooling, type Answer } from '../support/ask.ts';
import { deploy } from '../metadata/metadataOrg.ts';

/** Files of Apex classes by their text: the name is the first word after `class`. */
export const classFiles = (bodies: readonly string[], apiVersion = '66.0'): Record<string, string> =>
  Object.fromEntries(
    bodies.flatMap((body) => {
      const name = /\bclass\s+(\w+)/.exec(body)?.[1] ?? '';
      const meta = `<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>${apiVersion}</apiVersion><status>Active</status></ApexClass>`;
      return [
        [`classes/${name}.cls`, body],
        [`classes/${name}.cls-meta.xml`, meta],
      ];
    }),
  );

/** An org that has these classes. */
export const orgWith = async (bodies: readonly string[], options: EmulatorOptions = {}): Promise<Emulator> => {
  const org = createEmulator(options);
  const { status, failures } = await deploy(org, classFiles(bodies));
  if (status !== 'Succeeded') throw new Error(failures.join('\n'));
  return org;
};

const post = (org: Emulator, name: string, body: unknown): Promise<Answer> =>
  ask(org, `/services/data/v66.0/tooling/${name}`, { method: 'POST', body });

/** As the CLI asks with `--synchronous`. */
export const runNow = (org: Emulator, body: Readonly<Record<string, unknown>>): Promise<Answer> =>
  post(org, 'runTestsSynchronous', { testLevel: 'RunSpecifiedTests', ...body });

export const runLater = (org: Emulator, body: Readonly<Record<string, unknown>>): Promise<Answer> =>
  post(org, 'runTestsAsynchronous', body);

export type TestResult = { method: string; outcome: string; message: string | null; trace: string | null };

/** Runs all tests of a class and gives what each came to, in order. */
export const resultsOf = async (org: Emulator, className: string): Promise<TestResult[]> => {
  const started = await runLater(org, { tests: [{ className }], testLevel: 'RunSpecifiedTests' });
  if (started.status !== 200) throw new Error(JSON.stringify(started.body));
  const soql = `SELECT MethodName, Outcome, Message, StackTrace FROM ApexTestResult WHERE AsyncApexJobId = '${String(started.body).replaceAll('"', '')}'`;
  return recordsOf(await tooling(org, soql)).map((row) => ({
    method: String(row['MethodName']),
    outcome: String(row['Outcome']),
    message: row['Message'] as string | null,
    trace: row['StackTrace'] as string | null,
  }));
};
