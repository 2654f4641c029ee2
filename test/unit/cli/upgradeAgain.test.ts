import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { NEEDS_SETUP, upgradeAgain } from '../../../src/cli/upgradeAgain.ts';

const flag = (name: string, input: string) => ({ type: 'flag', flag: name, input });

describe('the upgrade that goes on after an upgrade', () => {
  it('is the same, and waits', () => {
    const typed = [flag('api-version', '68.0'), flag('async', '--async'), flag('target-org', 'dev')];
    expect(upgradeAgain({ typed, name: undefined }, 'me@example.com')).to.equal(
      'sf selfcallout upgrade --target-org me@example.com --api-version 68.0',
    );
    expect(
      upgradeAgain({ typed: [flag('wait', '60'), flag('name', 'Loop')], name: 'Loop' }, 'me@example.com'),
    ).to.equal('sf selfcallout upgrade --name Loop --target-org me@example.com --wait 60');
  });

  it('is a set-up where the words of a failure add a flag that only setup has', () => {
    const text = readFileSync(new URL('../../../messages/failures.md', import.meta.url), 'utf8');
    const kinds = text.split(/^# error\./m).flatMap((part) => {
      const [, kind = '', actions = ''] = /^(\w+)\.actions\n([^]*)$/.exec(part) ?? [];
      const added = /%again(?:![\w-]+)?%(?: followed by|:? --(?!api-version))/.test(actions);
      return added ? [kind.charAt(0).toUpperCase() + kind.slice(1)] : [];
    });
    // What only rotate and remove fail with.
    const others = kinds.filter((kind) => !/^(Rotation|Confirmation)/.test(kind));
    expect(others.toSorted()).to.deep.equal([...NEEDS_SETUP].toSorted());
  });
});
