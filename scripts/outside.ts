/**
 * `npm run outside -- minlopro CLONE`: deploys the loopback of a clone of awesomeandrey/minlopro-dx, which real orgs took,
 * into an emulated org, with the clone's placeholders filled. What its files name and the rest of that project holds
 * (Apex classes, permission sets) is stood in for by empty components of these names, found by a first deploy without.
 * Then Apex calls the org through its client-credentials credential, with the app's key and secret stored and the permission
 * set assigned. Prints the files, the stand-ins, the outcome of each component and of the callout; `--record` keeps it for docs/emulator.md. Exit code 1
 * when something failed that `scripts/outside/minloproReasons.ts` does not explain, or the callout had no status 200.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComponentSet } from '@salesforce/source-deploy-retrieve';
import { startOutsideOrg, type Outcome } from './outside/deploySource.ts';
import { fillPlaceholders, readLoopback } from './outside/minlopro.ts';
import { reasonOf } from './outside/minloproReasons.ts';
import { recordPath, type MinloproRecord } from './outside/minloproSection.ts';
import { loopback } from './outside/loopbackNames.ts';
import { tryLoopback } from './outside/tryLoopback.ts';
import { missingFrom, writeStandIns, type StandIn } from './outside/standIns.ts';
import { run } from './run.ts';
import { writeRecord } from './writeRecord.ts';

const [subject, clone] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (subject !== 'minlopro' || clone === undefined) {
  console.error('usage: npm run outside -- minlopro <path of a clone of awesomeandrey/minlopro-dx> [--record]');
  process.exit(2);
}

const { apiVersion, components, files } = await readLoopback(clone);

const attempt = async (standIns: readonly StandIn[]): Promise<{ outcomes: Outcome[]; callout: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'selfcallout-outside-'));
  const org = await startOutsideOrg(apiVersion);
  try {
    await fillPlaceholders(clone, org.url);
    if (standIns.length > 0) {
      await writeStandIns(folder, standIns);
      const made = await org.deploy(ComponentSet.fromSource(folder).getSourceComponents().toArray(), folder);
      const failed = made.filter(({ problems }) => problems.length > 0);
      if (failed.length > 0) throw new Error(`stand-ins failed: ${JSON.stringify(failed)}`);
    }
    const deployed = await org.deploy(components, clone);
    return { outcomes: deployed, callout: standIns.length === 0 ? '' : await tryLoopback(org, apiVersion, loopback) };
  } finally {
    await org.close();
    await rm(folder, { recursive: true });
  }
};

const standIns = missingFrom((await attempt([])).outcomes);
const { outcomes, callout } = await attempt(standIns);

console.log(`Files of the clone, deployed at API version ${apiVersion}:`);
for (const file of files) console.log(`  ${file}`);
console.log('\nStood in for, since the rest of the clone has it:');
for (const { type, fullName } of standIns) console.log(`  ${type} ${fullName}`);
console.log('\nComponents:');
const unexplained: string[] = [];
for (const { type, fullName, problems } of outcomes) {
  console.log(`  ${problems.length === 0 ? 'deployed' : 'failed  '} ${type} ${fullName}`);
  for (const problem of problems) {
    const reason = reasonOf(type, problem);
    if (reason === undefined) unexplained.push(`${type} ${fullName}: ${problem}`);
    console.log(`           ${problem}\n           ${reason ?? 'NOT EXPLAINED'}`);
  }
}
const failed = outcomes.filter(({ problems }) => problems.length > 0);
console.log(`\n${outcomes.length - failed.length} of ${outcomes.length} components deployed`);
console.log(`Apex calls its org through callout:${loopback.namedCredential}: ${callout}`);

if (process.argv.includes('--record')) {
  const { stdout } = await run(['-C', clone, 'rev-parse', 'HEAD'], { command: 'git' });
  const record: MinloproRecord = {
    commit: stdout.trim(),
    apiVersion,
    files: files.length,
    standIns,
    outcomes,
    callout,
  };
  await writeRecord(recordPath, record);
}
process.exitCode = unexplained.length === 0 && callout === 'status 200' ? 0 : 1;
