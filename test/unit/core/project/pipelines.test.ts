import { expect } from 'chai';
import { parse } from 'yaml';
import { pipelinesOf, type Pipeline } from '../../../support/pipelines.ts';
import { METHOD_ROWS } from '../../../../src/core/methods/methods.ts';
import { everyProject, found } from './founded.ts';

const proofOf = ({ jobs }: Pipeline): Pipeline['jobs'][number] | undefined => jobs.find(({ name }) => name === 'prove');

const position = (commands: readonly string[], part: string): number =>
  commands.findIndex((command) => command.includes(part));

describe("a new project's pipelines", () => {
  for (const { title, settings, files } of everyProject()) {
    it(`${title}: create an org, set up, keep what came of it, and delete the org whatever happens`, () => {
      const { scripts } = JSON.parse(files.get('package.json') ?? '') as { scripts: Record<string, string> };
      for (const pipeline of pipelinesOf(files)) {
        const check = pipeline.jobs.find(({ name }) => name === 'check');
        expect(check?.commands).to.include.members(['npm run prettier:verify', 'npm run upgrade:check']);
        const all = pipeline.jobs.flatMap(({ commands, afterwards }) => [...commands, ...afterwards]);
        for (const [, script = ''] of all.flatMap((command) => [...command.matchAll(/npm run (\S+)/g)])) {
          expect(scripts, pipeline.file).to.have.property(script);
        }
        const proof = proofOf(pipeline);
        if (settings.appType === 'connected-app') {
          expect(proof).to.equal(undefined);
          continue;
        }
        const { commands = [], afterwards = [], keeps = [], environment = {} } = proof ?? {};
        const order = ['plugins install', 'org login', 'org:create', 'run setup', 'run test'];
        const places = order.map((part) => position(commands, part));
        expect(places, pipeline.file)
          .to.deep.equal(places.toSorted((a, b) => a - b))
          .and.not.include(-1);
        expect(commands.some((command) => command.includes('run verify'))).to.equal(
          !METHOD_ROWS[settings.method].needsConsent,
        );
        expect(afterwards.join('\n')).to.contain('sf org delete scratch --target-org ci --no-prompt');
        expect(keeps).to.deep.equal(['receipts/']);
        expect(Object.keys(environment)).to.deep.equal(['DEV_HUB_AUTH_URL']);
        // A secret comes from the environment, and goes on through a pipe: a command line is for all to see.
        expect(all.filter((command) => /secrets\.|(?<!printf %s ")\$DEV_HUB_AUTH_URL/.test(command))).to.deep.equal([]);
      }
    });
  }

  it('run the same commands in GitHub and in GitLab', () => {
    for (const { title, files } of everyProject()) {
      const [github, gitlab] = pipelinesOf(files).map(({ jobs }) =>
        jobs.map(({ name, commands, afterwards }) => [
          name,
          commands.filter((command) => !command.includes('GITHUB_STEP_SUMMARY')),
          afterwards.filter((command) => !command.includes('GITHUB_STEP_SUMMARY')),
        ]),
      );
      expect(github, title).to.deep.equal(gitlab);
    }
  });

  it('start once for a push, also where a merge request is open', () => {
    const gitlab = parse(found({}).files.get('.gitlab-ci.yml') ?? '') as { workflow?: unknown };
    expect(gitlab.workflow).to.deep.equal({ rules: [{ if: '$CI_COMMIT_BRANCH' }] });
  });

  it('create an org at the version whose settings the definition has', () => {
    const script = (apiVersion: string): string => found({ apiVersion }).files.get('package.json') ?? '';
    expect(script('62.0')).to.contain('--wait 20 --api-version 62.0"');
    expect(script('63.0')).to.contain('--wait 20"');
  });
});
