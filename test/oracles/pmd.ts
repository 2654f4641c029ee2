import { mkdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Source } from './distinct.ts';
import type { Finding } from './finding.ts';
import { requireTool } from './tools.ts';
import { inWorkFolder, writeFiles } from './workFolder.ts';

type Options = { logFolder: string; workingFolder: string; workspace: object };
type Rule = { name: string; tags: string[] };
type Violation = {
  ruleName: string;
  message: string;
  primaryLocationIndex: number;
  codeLocations: Array<{ file: string; startLine: number }>;
};
type Engine = {
  describeRules: (options: Options) => Promise<Rule[]>;
  runRules: (names: string[], options: Options) => Promise<{ violations: Violation[] }>;
  onEvent: (type: string, listener: (event: { logLevel: number; message: string }) => void) => void;
};
type PmdEngine = { createEnginePlugin: () => { createEngine: (name: string, config: object) => Promise<Engine> } };
type EngineApi = {
  Workspace: new (id: string, paths: string[]) => object;
  EventType: { LogEvent: string };
  LogLevel: { Error: number };
};

const CONFIG = {
  java_command: 'java',
  java_classpath_entries: [],
  custom_rulesets: [],
  rule_languages: ['apex', 'visualforce', 'xml'],
  file_extensions: {
    apex: ['.cls'],
    visualforce: ['.page'],
    xml: ['.xml'],
    html: ['.html'],
    javascript: ['.js'],
    typescript: ['.ts'],
  },
};

/** What Code Analyzer's PMD engine finds with the rules that it recommends and with those of the AppExchange review. */
export const judgeByPmd = (sources: readonly Source[]): Promise<{ rules: string[]; findings: Finding[] }> =>
  inWorkFolder(async (folder) => {
    const api = requireTool('@salesforce/code-analyzer-engine-api') as EngineApi;
    const plugin = (requireTool('@salesforce/code-analyzer-pmd-engine') as PmdEngine).createEnginePlugin();
    const engine = await plugin.createEngine('pmd', CONFIG);
    const problems: string[] = [];
    engine.onEvent(api.EventType.LogEvent, ({ logLevel, message }) => {
      if (logLevel === api.LogLevel.Error) problems.push(message);
    });
    // Files of one path and different texts stand side by side.
    const work = join(folder, 'files');
    await writeFiles(
      work,
      sources.map(({ path, text }, index) => [`${index}/${path}`, text] as const),
    );
    const options = { logFolder: join(folder, 'log'), workingFolder: join(folder, 'work') };
    for (const each of Object.values(options)) await mkdir(each);
    const workspace = new api.Workspace('generated', [work]);
    const described = await engine.describeRules({ ...options, workspace });
    const rules = described.filter(({ tags }) => tags.includes('Recommended') || tags.includes('AppExchange'));
    const names = rules.map(({ name }) => name);
    const { violations } = await engine.runRules(names, { ...options, workspace });
    if (problems.length > 0) throw new Error(`PMD could not read everything:\n${problems.join('\n')}`);
    return {
      rules: names,
      findings: violations.map(({ ruleName, message, codeLocations, primaryLocationIndex }) => {
        const { file = '', startLine = 0 } = codeLocations[primaryLocationIndex] ?? {};
        const path = relative(work, file).split(sep).slice(1).join('/');
        return { judge: 'pmd' as const, rule: ruleName, path, line: startLine, message };
      }),
    };
  });
