import Mocha from 'mocha';
import { SIZE } from './tellSize.ts';

/** Dots as the tests end, and after them how much those that go through many cases went through. */
class SizeReporter extends Mocha.reporters.Dot {
  public constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const sizes: string[] = [];
    runner.on('pass', (test) => {
      if (test.title.includes(SIZE)) sizes.push(test.fullTitle());
    });
    runner.once('end', () => {
      if (sizes.length > 0) console.log(`  ${sizes.toSorted().join('\n  ')}\n`);
    });
  }
}

// What mocha's `require` of a reporter has to give.
export { SizeReporter as 'module.exports' };
