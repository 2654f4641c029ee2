import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isolatedEnv } from '../cli/isolatedHome.ts';
import { selfcallout } from '../demo/selfcallout.ts';
import { root } from '../root.ts';

const transactions = 10;
const callouts = 100;
const limit = 5;
const version = 'v64.0';
const route = `/services/data/${version}/limits`;

/** One transaction of loopback callouts; says how many milliseconds they took. */
const block = `Long start = System.currentTimeMillis();
for (Integer i = 0; i < ${callouts}; i++) SelfCallout.get('/limits');
System.debug('TOOK ' + (System.currentTimeMillis() - start));`;

type Org = { url: string; token: string };

/** Milliseconds of one transaction, as measured inside it. */
const transaction = async ({ url, token }: Org): Promise<number> => {
  const escaped = block.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const body = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:apex="http://soap.sforce.com/2006/08/apex"><soapenv:Header><apex:DebuggingHeader><apex:debugLevel>DEBUGONLY</apex:debugLevel></apex:DebuggingHeader><apex:SessionHeader><apex:sessionId>${token}</apex:sessionId></apex:SessionHeader></soapenv:Header><soapenv:Body><apex:executeAnonymous><apex:apexcode>${escaped}</apex:apexcode></apex:executeAnonymous></soapenv:Body></soapenv:Envelope>`;
  const headers = { 'content-type': 'text/xml', soapaction: 'executeAnonymous' };
  const answer = await fetch(`${url}/services/Soap/s/64.0`, { method: 'POST', headers, body });
  const text = await answer.text();
  const took = /\|TOOK (\d+)/.exec(text)?.[1];
  if (took === undefined) throw new Error(text);
  return Number(took);
};

/** The same number of requests to the same route from here, one after the other. */
const bare = async ({ url, token }: Org): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  const start = performance.now();
  for (let i = 0; i < callouts; i += 1) {
    const answer = await fetch(url + route, { headers });
    if (answer.status !== 200) throw new Error(await answer.text());
    await answer.text();
  }
  return performance.now() - start;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/**
 * Time per callout inside Apex against a bare fetch to the same route of the same org, which is a process of its own.
 * Transactions and fetches are interleaved, after one of each to warm up; medians. True when within the limit.
 */
export const judgeLoopback = async (folder: string): Promise<boolean> => {
  const env = await isolatedEnv(join(folder, 'org'));
  const child = spawn(process.execPath, [join(root, 'scripts/bench/benchOrg.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const [org] = (await once(child, 'message')) as [Org];
    const done = async (args: readonly string[], cwd: string): Promise<void> => {
      const played = await selfcallout([...args, '--json'], { cwd, env }).done;
      if (played.code !== 0) throw new Error(`${args.join(' ')}: ${played.stdout}${played.stderr}`);
    };
    await done(['generate', '--project-dir', 'loopback'], folder);
    await done(['setup', '--target-org', 'bench', '--wait', '1'], join(folder, 'loopback'));
    const times = { apex: [] as number[], bare: [] as number[] };
    await transaction(org);
    await bare(org);
    for (let round = 0; round < transactions; round += 1) {
      times.apex.push(await transaction(org));
      times.bare.push(await bare(org));
    }
    const [apex, plain] = [median(times.apex) / callouts, median(times.bare) / callouts];
    const ok = apex / plain <= limit;
    console.log(
      `${ok ? 'ok  ' : 'FAIL'}  a loopback callout in Apex / a bare fetch: ${apex.toFixed(2)} ms / ${plain.toFixed(2)} ms = ` +
        `${(apex / plain).toFixed(2)} (limit ${limit}; medians of ${transactions} transactions of ${callouts})`,
    );
    return ok;
  } finally {
    child.disconnect();
  }
};
