import Mocha from 'mocha';
import { SIZE } from './tellSize.ts';

/** Numbers by what they count, in the order in which they came. */
type Sums = Map<string, number>;

/** Dots as the tests end, and then what the tests of a suite that tell their size went through together. */
class SizeReporter extends Mocha.reporters.Dot {
  public constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const suites = new Map<string, Sums>();
    runner.on('pass', (test) => {
      const size = test.title.split(SIZE)[1];
      if (size === undefined) return;
      const suite = test.titlePath().slice(0, -1).join(', ');
      const sums = suites.get(suite) ?? new Map<string, number>();
      for (const part of size.split(', ')) {
        const [count = '', ...words] = part.split(' ');
        sums.set(words.join(' '), (sums.get(words.join(' ')) ?? 0) + Number(count));
      }
      suites.set(suite, sums);
    });
    runner.once('end', () => {
      const lines = [...suites].map(
        ([suite, sums]) => `  ${suite}: ${[...sums].map(([words, count]) => `${count} ${words}`).join(', ')}`,
      );
      if (lines.length > 0) console.log(`${lines.toSorted().join('\n')}\n`);
    });
  }
}

// What mocha's `require` of a reporter has to give.
export { SizeReporter as 'module.exports' };
