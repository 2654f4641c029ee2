import { spawn } from 'node:child_process';
import { join, relative, sep } from 'node:path';
import type { Finding } from './finding.ts';
import { CLASS_PATH } from './tools.ts';
import { inWorkFolder, writeFiles } from './workFolder.ts';

type Issue = {
  path: string;
  diagnostic: { category: { $type: string }; location: { startLine: number }; message: string };
};

type Answer = { id: string; result?: { error?: string[]; issues?: Issue[] }; error?: { message: string } };

/** apex-ls as a language server: one process, messages end in a zero character. */
const startServer = (): {
  call: (method: string, params: readonly unknown[]) => Promise<NonNullable<Answer['result']>>;
  stop: () => void;
} => {
  const child = spawn('java', ['-Dfile.encoding=UTF-8', '-cp', CLASS_PATH, 'io.github.apexdevtools.apexls.Server'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<string, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let received = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (received + text).split('\0');
    received = parts.pop() ?? '';
    for (const part of parts) {
      const answer = JSON.parse(part) as Answer;
      waiting.get(answer.id)?.resolve(answer);
    }
  });
  child.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('apex-ls ended before it answered'));
  });
  child.once('error', (error) => {
    for (const { reject } of waiting.values()) reject(error);
  });
  let calls = 0;
  return {
    call: async (method, params) => {
      const id = String((calls += 1));
      const answer = await new Promise<Answer>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\0`);
      });
      waiting.delete(id);
      if (answer.result === undefined) throw new Error(`apex-ls refused ${method}: ${answer.error?.message ?? ''}`);
      return answer.result;
    },
    stop: () => {
      child.stdin.destroy();
      child.kill();
    },
  };
};

const PROJECT = JSON.stringify({
  packageDirectories: [{ path: 'force-app', default: true }],
  namespace: '',
  sourceApiVersion: '65.0',
});

// Nothing kept from an earlier run, and no word on public methods that only users call.
const OPTIONS = { parser: [], loggingLevel: [], externalAnalysisMode: [], cache: [false], cacheDirectory: [] };
const FURTHER = { indexerConfiguration: [], autoFlush: [], unused: [false] };

/** Errors and warnings of apex-ls with the platform's types, each set of files a workspace of its own. */
export const judgeByApexLs = (sets: ReadonlyArray<ReadonlyMap<string, string>>): Promise<Finding[]> =>
  inWorkFolder(async (folder) => {
    const server = startServer();
    try {
      const findings: Finding[] = [];
      for (const [index, files] of sets.entries()) {
        const workspace = join(folder, String(index));
        const packageFolder = join(workspace, 'force-app');
        await writeFiles(workspace, [['sfdx-project.json', PROJECT]]);
        await writeFiles(packageFolder, files);
        const { error = [] } = await server.call('openWithOptions', [workspace, { ...OPTIONS, ...FURTHER }]);
        if (error.length > 0) throw new Error(`apex-ls cannot open a workspace: ${error.join(' ')}`);
        const { issues = [] } = await server.call('getIssues', [true, 100]);
        findings.push(
          ...issues.map(({ path, diagnostic: { category, location, message } }) => ({
            judge: 'apex-ls' as const,
            rule: category.$type.replace(/^.*\./, ''),
            path: relative(packageFolder, path).split(sep).join('/'),
            line: location.startLine,
            message,
          })),
        );
      }
      return findings;
    } finally {
      server.stop();
    }
  });
