import { expect } from 'chai';
import { typedCommand, waits } from '../../../src/cli/typedCommand.ts';

const about = { name: 'Loop', org: 'me@example.com' };
const flag = (name: string, input: string) => ({ type: 'flag', flag: name, input });

describe('the command to type again', () => {
  it('names org and loopback, whether they were typed or not', () => {
    expect(typedCommand('verify', [], about)).to.equal('sf selfcallout verify --name Loop --target-org me@example.com');
    const typed = [flag('target-org', 'alias'), flag('name', 'Loop'), flag('json', '--json')];
    expect(typedCommand('verify', typed, about)).to.equal(typedCommand('verify', [], about));
  });

  it('repeats flags with and without values, each as often as it was typed, and never a dry run', () => {
    const typed = [
      flag('no-browser', '--no-browser'),
      flag('scope', 'api'),
      flag('scope', 'web'),
      flag('dry-run', '--dry-run'),
    ];
    expect(typedCommand('setup', typed, about)).to.match(/ --no-browser --scope api --scope web$/);
  });

  it('keeps only what is asked for', () => {
    const typed = [flag('method', 'jwt-bearer'), flag('wait', '3')];
    expect(typedCommand('authorize', typed, about, (name) => name === 'wait')).to.match(/example\.com --wait 3$/);
  });

  it('quotes what a shell would take apart', () => {
    const typed = [flag('label', "It's $HOME; rm")];
    expect(typedCommand('setup', typed, about)).to.match(/ --label 'It'\\''s \$HOME; rm'$/);
  });

  it('keeps the opposite of a flag', () => {
    expect(typedCommand('setup', [flag('adopt', '--no-adopt')], about)).to.match(/ --no-adopt$/);
  });

  it('waits where it resumes, whatever the first one did', () => {
    const resumed = (...typed: ReturnType<typeof flag>[]): string => typedCommand('remove', typed, about, waits);
    expect(resumed(flag('async', '--async'), flag('no-prompt', '--no-prompt'))).to.match(/example\.com --no-prompt$/);
    expect(resumed(flag('wait', '0'))).to.match(/example\.com$/);
    expect(resumed(flag('wait', '60'))).to.match(/ --wait 60$/);
  });
});
