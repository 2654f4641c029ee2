/**
 * `npm run recipes -- CLONE`: how much of a clone of trailheadapps/apex-recipes the emulated org's Apex runs. The clone is
 * deployed into an emulated org as a user would deploy it, keeping what works (L50): objects and the like first, then
 * the classes and triggers, then the permission sets. Then its tests are run. Prints the classes that load, the test methods that pass,
 * and for the rest the reason; `--all` prints every reason of a class. Exit code 1 when it is less than it must be.
 */
import { createEmulator } from '../src/emulator/emulator.ts';
import { deployZip, type Deployed } from './recipes/deployZip.ts';
import { readClone } from './recipes/readClone.ts';
import { aboutCallouts, isTestClass } from './recipes/subjects.ts';

const wantedClasses = 100;

const [folder] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (folder === undefined) {
  console.error('usage: npm run recipes -- <path of a clone of trailheadapps/apex-recipes>');
  process.exit(2);
}
const all = process.argv.includes('--all');
const emulator = createEmulator();
const clone = await readClone(folder);

const deploy = async (
  wanted: (type: string, fullName: string) => boolean,
  options: Readonly<Record<string, unknown>> = { rollbackOnError: false },
): Promise<Deployed> => deployZip(emulator, await clone.zipOf(wanted), clone.apiVersion, options);

const reasons = new Map<string, string[]>();
const note = ({ details }: Deployed): void => {
  for (const { componentType, fullName, problem = '', lineNumber, columnNumber } of details.componentFailures) {
    const where = lineNumber === undefined ? '' : `${lineNumber}:${columnNumber ?? 1} `;
    const key = componentType === 'ApexClass' ? fullName : `${componentType} ${fullName}`;
    reasons.set(key, [...(reasons.get(key) ?? []), where + problem]);
  }
};

const isApex = (type: string): boolean => type === 'ApexClass' || type === 'ApexTrigger';
note(await deploy((type) => !isApex(type) && type !== 'PermissionSet'));
const compiled = await deploy(isApex);
note(compiled);
note(await deploy((type) => type === 'PermissionSet'));

console.log('Not loaded, and why:');
for (const [name, list] of [...reasons].sort())
  for (const why of all ? list : list.slice(0, 1)) console.log(`  ${name}: ${why}`);
for (const [type, count] of clone.leftOut)
  console.log(`  ${type}: ${count} not sent, a type that the emulated org does not have`);

const loaded = new Set(
  compiled.details.componentSuccesses
    .filter(({ componentType }) => componentType === 'ApexClass')
    .map(({ fullName }) => fullName),
);
const tests = [...loaded].filter((name) => isTestClass(clone.classes.get(name) ?? '')).sort();
const ran = await deploy((type, fullName) => type === 'ApexClass' && tests.includes(fullName), {
  checkOnly: true,
  rollbackOnError: true,
  testLevel: 'RunSpecifiedTests',
  runTests: tests,
});
const { successes, failures } = ran.details.runTestResult ?? { successes: [], failures: [] };

console.log('\nTest methods that fail, and why:');
for (const { name, methodName, message, stackTrace } of failures)
  console.log(`  ${name}.${methodName}: ${message}  (${stackTrace?.split('\n')[0] ?? ''})`);

const subjects = aboutCallouts(clone.classes);
const among = (rows: readonly { name: string }[]): number => rows.filter(({ name }) => subjects.has(name)).length;
const missing = [...subjects].filter((name) => !loaded.has(name)).sort();

console.log(`\nclasses that load: ${loaded.size} of ${clone.classes.size}`);
console.log(`test methods that pass: ${successes.length} of ${successes.length + failures.length} that load`);
console.log(`about callouts and JSON: ${among(successes)} of ${among(successes) + among(failures)}, in these classes:`);
console.log(`  ${[...subjects].sort().join(', ')}`);
if (missing.length > 0) console.log(`of which these do not load: ${missing.join(', ')}`);
const enough = loaded.size >= wantedClasses && missing.length === 0 && among(successes) > 0 && among(failures) === 0;
process.exitCode = enough ? 0 : 1;
