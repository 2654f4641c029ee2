/**
 * Runs `work` and yields what it emits while it runs, then gives its result: the bridge from callbacks (the progress of a
 * deploy) to the pipeline's stream of events.
 */
export async function* streamed<E, T>(work: (emit: (event: E) => void) => Promise<T>): AsyncGenerator<E, T> {
  const queue: E[] = [];
  let wake = (): void => undefined;
  let ended = false;
  const done = work((event) => {
    queue.push(event);
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  // The rejection is seen below; without this it would count as unhandled while events are yielded.
  done.catch(() => undefined);
  while (!ended || queue.length > 0) {
    const event = queue.shift();
    if (event !== undefined) yield event;
    else if (!ended) await new Promise<void>((resolve) => (wake = resolve));
  }
  return done;
}
