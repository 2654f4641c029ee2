import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { filesIn } from '../../src/cli/ports.ts';
import { upgradeFiles } from '../../src/cli/upgradeFiles.ts';
import type { Method } from '../../src/core/settings.ts';
import { listFiles } from '../../src/disk/listFiles.ts';
import { componentOf } from '../../src/emulator/state/components.ts';
import { tellSize } from '../support/tellSize.ts';
import { makeKillable } from './kill/killable.ts';
import { survivesKills } from './kill/survives.ts';
import { orgAt } from './orgAt.ts';
import { sitDown } from './repair/support.ts';
import { makeRig, type Rig } from './support.ts';

const target = { packageDir: 'force-app', outputDir: 'force-app/main/default' };
const CLIENT = 'force-app/main/default/classes/SelfCallout.cls';
const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed', jobMs: 3000 } as const;

/** Each method, with the version that it comes from. */
const choices: ReadonlyArray<readonly [Method, string]> = [
  ['client-credentials', '62.0'],
  ['jwt-bearer', '62.0'],
  ['auth-provider', '62.0'],
  ['identity-provider', '66.0'],
  ['username-password', '62.0'],
  ['visualforce', '62.0'],
];

describe('upgrade --target-org killed at each of its requests in turn', function () {
  this.timeout(300_000);
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selfcallout-upgrade-'));
    writeFileSync(
      join(root, 'sfdx-project.json'),
      '{\n  "packageDirectories": [{ "path": "force-app", "default": true }]\n}\n',
    );
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const read = (): Map<string, string> =>
    new Map(listFiles(root, '.').map((path) => [path, readFileSync(join(root, path), 'utf8')]));

  const write = (files: ReadonlyMap<string, string>): void => {
    rmSync(root, { recursive: true });
    for (const [path, text] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };

  for (const [method, from] of choices) {
    // When the first request has arrived the files are upgraded and the org is not. Stopped between two files:
    // test/unit/core/upgrade/planUpgrade.test.ts, "stopped and run again".
    it(`is completed by a second one, of files and org: ${method}, ${from} to 68.0`, async function () {
      const killable = makeKillable();
      const rig = await makeRig({ switches, ...killable.options }, from);
      killable.begin(rig);
      sitDown(rig);
      const { state } = rig.emulator;
      const upgrade = async (): Promise<{ isDue: boolean; ended: Awaited<ReturnType<Rig['setup']>> }> => {
        const { loopbacks } = upgradeFiles({ cwd: root, apiVersion: '68.0', readOnly: false });
        rig.ports.org = await orgAt('68.0', rig);
        rig.ports.files = filesIn(root, target);
        const ended = await rig.setup({ method, apiVersion: '68.0', browser: true });
        return { isDue: loopbacks.some(({ due }) => due), ended };
      };
      const versions = (): string[] => [
        ...new Set(
          [...state.components.values()].flatMap(({ type, apiVersion }) => (type === 'ApexClass' ? [apiVersion] : [])),
        ),
      ];
      try {
        rig.ports.files = filesIn(root, target);
        expect((await rig.setup({ method, browser: true })).report.outcome).to.equal('proven');
        const mine = read();
        mine.set(CLIENT, (mine.get(CLIENT) ?? '').replace(/\}\s*$/, '\n    // mine\n}\n'));
        write(mine);
        const { ended, requests, states, size } = await survivesKills(killable, upgrade, async () => {
          const { ended } = await upgrade();
          expect(ended.report.outcome).to.equal('proven');
          expect([versions(), state.consumers.length <= 1]).to.deep.equal([['68.0'], true]);
          expect(componentOf(state, 'ApexClass', 'SelfCallout')?.body)
            .to.include('// mine')
            .and.to.include('v68.0');
          const again = await upgrade();
          expect([again.isDue, again.ended.report.outcome, again.ended.report.deploys]).to.deep.equal([
            false,
            'proven',
            [],
          ]);
        });
        tellSize(this, size);
        expect([ended.isDue, ended.ended.report.outcome]).to.deep.equal([true, 'proven']);
        expect([requests > 6, states.length > 2]).to.deep.equal([true, true]);
      } finally {
        await rig.close();
      }
    });
  }
});
