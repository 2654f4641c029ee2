import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { consentKeys } from '../../../src/cli/consentKeys.ts';

const terminal = () => {
  const modes: boolean[] = [];
  const keys = Object.assign(new PassThrough(), {
    setRawMode: (isOn: boolean) => {
      modes.push(isOn);
      return keys;
    },
  });
  return { keys, modes };
};

const press = async (stream: PassThrough, text: string): Promise<void> => {
  stream.write(text);
  await new Promise((resolve) => setImmediate(resolve));
};

describe('the keys that say why a consent does not come', () => {
  for (const [key, problem] of [
    ['d', 'ConsentDenied'],
    ['C', 'ConsentPageClosed'],
    ['u', 'ConsentWrongUser'],
  ] as const) {
    it(`takes ${key} as ${problem}, and no other key before it`, async () => {
      const { keys, modes } = terminal();
      const listening = new AbortController();
      const answer = consentKeys(keys as never).whyNoConsent(listening.signal);
      await press(keys, `x\r${key}`);
      expect(await answer).to.equal(problem);
      listening.abort();
      expect(modes).to.deep.equal([true, false]);
    });
  }

  it('passes Ctrl-C on, which a terminal in raw mode does not', async () => {
    const { keys } = terminal();
    const listening = new AbortController();
    let interrupts = 0;
    void consentKeys(keys as never, () => (interrupts += 1)).whyNoConsent(listening.signal);
    await press(keys, '\x03');
    listening.abort();
    expect(interrupts).to.equal(1);
  });

  it('hears nothing once it is told to stop, and leaves the terminal as it was', async () => {
    const { keys, modes } = terminal();
    const listening = new AbortController();
    let heard = false;
    void consentKeys(keys as never)
      .whyNoConsent(listening.signal)
      .then(() => (heard = true));
    listening.abort();
    await press(keys, 'd');
    expect([heard, modes]).to.deep.equal([false, [true, false]]);
  });
});
