import { stripVTControlCharacters } from 'node:util';
import { string } from '@oclif/core/flags';
import { Config } from '@oclif/core';
import { SfError } from '@salesforce/core/sfError';
import { SfCommand } from '@salesforce/sf-plugins-core';
import { expect } from 'chai';
import { LightCommand } from '../../src/cli/lightCommand.ts';
import { root } from '../support/cli.ts';

type Result = { answer: number };
type Outcome = { json: unknown; stderr: string; exitCode: unknown; thrown: unknown };
type Work = (warn: (text: string) => void) => Promise<Result>;

const config = await Config.load({ root, devPlugins: false });
const flags = { name: string({ char: 'n', summary: 'A name.' }) };

/** Both bases have the members that the two probes below override; they differ in nothing but the base. */
const probeOf = (light: boolean, work: Work, seen: { json: unknown; stderr: string[] }): unknown =>
  light
    ? class Probe extends LightCommand<Result> {
        public static override flags = flags;
        public async run(): Promise<Result> {
          await this.parse(Probe);
          return work((text) => this.warn(text));
        }
        protected override logJson(json: unknown): void {
          seen.json = JSON.parse(JSON.stringify(json));
        }
        public override logToStderr(text = ''): void {
          if (!this.jsonEnabled()) seen.stderr.push(text);
        }
      }
    : class Probe extends SfCommand<Result> {
        public static override flags = flags;
        public async run(): Promise<Result> {
          await this.parse(Probe);
          return work((text) => this.warn(text));
        }
        public override logJson(json: never): void {
          seen.json = JSON.parse(JSON.stringify(json));
        }
        public override logToStderr(text = ''): void {
          if (!this.jsonEnabled()) seen.stderr.push(text);
        }
      };

const run = async (light: boolean, argv: string[], work: Work): Promise<Outcome> => {
  const seen = { json: undefined as unknown, stderr: [] as string[] };
  const Probe = probeOf(light, work, seen) as new (argv: string[], config: Config) => { _run: () => Promise<unknown> };
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    const thrown = await new Probe(argv, config)._run().then(
      () => undefined,
      (error: unknown) => error,
    );
    const stderr = stripVTControlCharacters(seen.stderr.join('\n')).trimEnd();
    return { json: seen.json, stderr, exitCode: process.exitCode, thrown };
  } finally {
    process.exitCode = before;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP']) process.removeAllListeners(signal);
  }
};

/** The place where an error was made differs between the bases, its first line does not. */
const comparable = (json: unknown): unknown => {
  if (json === null || typeof json !== 'object') return json;
  const { stack, cause, ...rest } = json as Record<string, unknown>;
  const firstLine = (text: unknown): unknown => (typeof text === 'string' ? text.split('\n')[0] : text);
  return { keys: Object.keys(json), stack: firstLine(stack), cause: firstLine(cause), ...rest };
};

const withCode = (error: Error, extra: object): Error => Object.assign(error, extra);

const CASES: ReadonlyArray<[string, string[], Work]> = [
  ['a result', [], () => Promise.resolve({ answer: 42 })],
  [
    'a result with warnings and an exit code',
    [],
    (warn) => {
      warn('Mind the gap.');
      process.exitCode = 68;
      return Promise.resolve({ answer: 1 });
    },
  ],
  [
    'an SfError with actions and data',
    [],
    () => Promise.reject(withCode(new SfError('No.', 'Refused', ['Try that.'], 4), { data: { a: 1 } })),
  ],
  ['an SfError with a cause', [], () => Promise.reject(new SfError('No.', 'Refused', [], 1, new Error('because')))],
  ['a plain error', [], () => Promise.reject(new Error('plain'))],
  ['a TypeError', [], () => Promise.reject(new TypeError('undefined is not a function'))],
  [
    'an error whose cause is a TypeError',
    [],
    () => Promise.reject(new Error('fetch', { cause: new TypeError('fetch failed') })),
  ],
  ['an error with a text as code', [], () => Promise.reject(withCode(new Error('refused'), { code: 'ECONNREFUSED' }))],
  ['an error with an exit code', [], () => Promise.reject(withCode(new Error('late'), { exitCode: 69 }))],
  ['a stack of the platform', [], () => Promise.reject(new Error('Error ID: 1234567890-12345 (-1234567890)'))],
  [
    'an error after a warning',
    [],
    (warn) => {
      warn('First this.');
      return Promise.reject(new Error('then that'));
    },
  ],
  ['an unknown flag', ['--nope'], () => Promise.resolve({ answer: 0 })],
  ['unexpected arguments', ['--name', 'self', 'callout', 'two'], () => Promise.resolve({ answer: 0 })],
  ['a flag without its value', ['--name'], () => Promise.resolve({ answer: 0 })],
];

describe('LightCommand', () => {
  for (const [title, argv, work] of CASES) {
    it(`gives the same JSON as SfCommand for ${title}`, async () => {
      const [light, heavy] = [await run(true, [...argv, '--json'], work), await run(false, [...argv, '--json'], work)];
      expect(light.json).to.not.equal(undefined);
      expect(comparable(light.json)).to.deep.equal(comparable(heavy.json));
      expect(light.exitCode).to.equal(heavy.exitCode);
    });

    it(`says the same as SfCommand to people for ${title}`, async () => {
      const [light, heavy] = [await run(true, argv, work), await run(false, argv, work)];
      expect(light.stderr).to.equal(heavy.stderr);
      expect(light.exitCode).to.equal(heavy.exitCode);
      expect((light.thrown as { oclif?: unknown } | undefined)?.oclif).to.deep.equal(
        (heavy.thrown as { oclif?: unknown } | undefined)?.oclif,
      );
    });
  }

  it('has the global flags of SfCommand', () => {
    expect(Object.keys(LightCommand.baseFlags)).to.deep.equal(Object.keys(SfCommand.baseFlags));
    const [light, heavy] = [LightCommand.baseFlags['flags-dir'], SfCommand.baseFlags['flags-dir']];
    expect({ ...light, parse: undefined }).to.deep.equal({ ...heavy, parse: undefined });
    expect(LightCommand.enableJsonFlag).to.equal(SfCommand.enableJsonFlag);
  });
});
