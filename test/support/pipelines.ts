import { parse } from 'yaml';

/** A job of a pipeline, in the order in which its commands run. */
export type Job = {
  name: string;
  /** Whole commands: what is one line to bash. */
  commands: string[];
  /** Those that run whatever has happened. */
  afterwards: string[];
  /** Paths that are kept whatever has happened. */
  keeps: string[];
  /** Variables that come from a secret, by name. */
  environment: Record<string, string>;
};

export type Pipeline = { file: string; jobs: Job[] };

type Step = {
  run?: string;
  if?: string;
  uses?: string;
  env?: Record<string, string>;
  with?: Record<string, string | number>;
};

type GitHub = { jobs: Record<string, { steps: Step[] }> };

type GitLab = { default: { before_script: string[] }; stages: string[] } & Record<
  string,
  {
    script: string[];
    after_script?: string[];
    rules?: Array<{ if: string }>;
    artifacts?: { when: string; paths: string[] };
  }
>;

/** The lines of a script as commands: a backslash at a line's end goes on with it, and spaces do not count. */
const commandsOf = (script: string): string[] =>
  script
    .replaceAll(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isAlways = (step: Step): boolean => step.if?.startsWith('always()') === true;

const githubJob = ([name, { steps }]: [string, { steps: Step[] }]): Job => {
  const runs = (wanted: boolean): string[] =>
    steps.filter((step) => isAlways(step) === wanted).flatMap(({ run }) => commandsOf(run ?? ''));
  return {
    name,
    commands: runs(false),
    afterwards: runs(true),
    keeps: steps
      .filter((step) => isAlways(step) && step.uses?.startsWith('actions/upload-artifact@'))
      .map((step) => String(step.with?.['path'])),
    environment: Object.assign({}, ...steps.map(({ env }) => env ?? {})) as Record<string, string>,
  };
};

const gitlabJob = (name: string, { default: { before_script: before }, [name]: job }: GitLab): Job => ({
  name,
  commands: [...before, ...(job?.script ?? [])].flatMap(commandsOf),
  afterwards: (job?.after_script ?? []).flatMap(commandsOf),
  keeps: job?.artifacts?.when === 'always' ? job.artifacts.paths : [],
  environment: Object.fromEntries((job?.rules ?? []).map((rule) => [rule.if.replace(/^\$/, ''), rule.if] as const)),
});

/** What the pipelines of a project do, GitHub's first; paths of `files` as in the project. */
export const pipelinesOf = (files: ReadonlyMap<string, string>): Pipeline[] => {
  const [githubFile, gitlabFile] = ['.github/workflows/loopback.yml', '.gitlab-ci.yml'] as const;
  const github = parse(files.get(githubFile) ?? '') as GitHub;
  const gitlab = parse(files.get(gitlabFile) ?? '') as GitLab;
  return [
    { file: githubFile, jobs: Object.entries(github.jobs).map(githubJob) },
    { file: gitlabFile, jobs: gitlab.stages.map((name) => gitlabJob(name, gitlab)) },
  ];
};
