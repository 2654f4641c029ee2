import { ReadableStream } from 'node:stream/web';

/**
 * Runs `work` and yields what it emits while it runs, then gives its result: the bridge from callbacks (the progress of a
 * deploy) to the pipeline's stream of events.
 */
export async function* streamed<E, T>(work: (emit: (event: E) => void) => Promise<T>): AsyncGenerator<E, T> {
  let emit: (event: E) => void = () => undefined;
  let end = (): void => undefined;
  const events = new ReadableStream<E>({
    start: (controller) => {
      emit = (event) => {
        controller.enqueue(event);
      };
      end = () => {
        controller.close();
      };
    },
  });
  const done = work(emit);
  // A rejection is seen at the end; without this it would count as unhandled while events are yielded.
  done.then(end, end);
  yield* events;
  return done;
}
