import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { missingTests } from '../../scripts/laws/missingTests.ts';
import { root } from '../../scripts/root.ts';

const SWITCHES = ['asyncSession=byOrigin|valid', 'jobMs=milliseconds'];

describe('house: the laws', () => {
  it('each have a test that names them, an open one for each position of its switch', () => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/laws.ts')], { encoding: 'utf8' });
    expect(
      stdout.split('\n').filter((line) => line.startsWith('missing')),
      stderr,
    ).to.deep.equal([]);
    expect(stdout.trimEnd().split('\n').at(-1), stderr).to.match(/ laws, missing: nothing$/);
  }).timeout(120_000);

  it('are missed by title, by position and when they are absent', () => {
    const law = { id: 'L48', what: '', grade: 'faithful' } as const;
    expect(missingTests(law, ['L48: is so'], SWITCHES)).to.deep.equal([]);
    expect(missingTests(law, ['L49: is so'], SWITCHES)).to.deep.equal(['L48']);
    const open = { ...law, open: ['asyncSession'] } as const;
    expect(missingTests(open, ['L48: is so', 'L48 (asyncSession: valid): is so'], SWITCHES)).to.deep.equal([
      'L48 (asyncSession: byOrigin)',
    ]);
    expect(missingTests({ ...law, grade: 'absent' }, ['L48: is so'], SWITCHES)).to.deep.equal([
      'L48 itself, which is absent',
    ]);
  });
});
