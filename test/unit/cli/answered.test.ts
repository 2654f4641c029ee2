import { expect } from 'chai';
import { answered } from '../../../src/cli/answered.ts';
import { failureOf } from '../../../src/core/failure.ts';

const nobody = new Promise<string>(() => undefined);

/** How it ended: the failure, the error or the answer. */
const endOf = (answer: Promise<string>, signal: AbortSignal): Promise<unknown> =>
  answered(answer, signal).catch((error: unknown) => failureOf(error) ?? error);

describe('a question at a terminal', () => {
  it('gives what is answered, and leaves an error of the prompt as it is', async () => {
    const { signal } = new AbortController();
    expect(await endOf(Promise.resolve('yes'), signal)).to.equal('yes');
    const late = new Error('Prompt timed out.');
    expect(await endOf(Promise.reject(late), signal)).to.equal(late);
  });

  it('is interrupted by Ctrl-C, which the prompt takes for itself', async () => {
    const ctrlC = Object.assign(new Error('User force closed the prompt with SIGINT'), { name: 'ExitPromptError' });
    expect(await endOf(Promise.reject(ctrlC), new AbortController().signal)).to.deep.equal({
      kind: 'Interrupted',
      data: { at: ' at the question' },
    });
  });

  it('is interrupted by a signal, before it and while nobody answers', async () => {
    const controller = new AbortController();
    const end = endOf(nobody, controller.signal);
    controller.abort();
    expect(await end).to.deep.include({ kind: 'Interrupted' });
    expect(await endOf(nobody, controller.signal)).to.deep.include({ kind: 'Interrupted' });
  });
});
