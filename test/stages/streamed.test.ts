import { expect } from 'chai';
import { streamed } from '../../src/stages/streamed.ts';

const read = async <E, T>(run: AsyncGenerator<E, T>): Promise<{ events: E[]; result: T }> => {
  const events: E[] = [];
  for (;;) {
    const step = await run.next();
    if (step.done === true) return { events, result: step.value };
    events.push(step.value);
  }
};

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

describe('streamed', () => {
  it('yields what the work emits, in order, and gives its result', async () => {
    const { events, result } = await read(
      streamed<number, string>(async (emit) => {
        emit(1);
        emit(2);
        await tick();
        emit(3);
        return 'done';
      }),
    );
    expect(events).to.deep.equal([1, 2, 3]);
    expect(result).to.equal('done');
  });

  it("throws the work's own error, after what it emitted", async () => {
    const run = streamed<number, string>(async (emit) => {
      emit(1);
      await tick();
      throw new Error('broken');
    });
    expect(await run.next()).to.deep.equal({ value: 1, done: false });
    const error = await run.next().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Error).with.property('message', 'broken');
  });
});
