import { expect } from 'chai';
import { fillPlaceholders, placeholder, replacementsOf } from '../../../src/core/placeholders.ts';

describe('placeholders', () => {
  it('differ between two loopbacks of one project', () => {
    expect(placeholder('OrderLoop', 'consumerKey')).to.equal('__ORDERLOOP_CONSUMER_KEY__');
  });

  it('are filled with escaped values, once', () => {
    const files = new Map([
      ['a', '<k>__X_CONSUMER_KEY__</k><s>__X_CONSUMER_SECRET__</s><u>__X_RUN_AS_USER__</u>__Y_RUN_AS_USER__'],
    ]);
    const filled = fillPlaceholders('X', files, { consumerKey: '__X_RUN_AS_USER__', consumerSecret: '<&>"\'$&' });
    expect(filled.get('a')).to.equal(
      '<k>__X_RUN_AS_USER__</k><s>&lt;&amp;&gt;&quot;&apos;$&amp;</s><u>__X_RUN_AS_USER__</u>__Y_RUN_AS_USER__',
    );
    expect(files.get('a')).to.contain('__X_CONSUMER_KEY__');
  });

  it('are listed by file, each once', () => {
    expect(
      replacementsOf(
        'X',
        new Map([
          ['a', '__X_RUN_AS_USER__ __X_RUN_AS_USER__'],
          ['b', ''],
        ]),
      ),
    ).to.deep.equal([{ filename: 'a', stringToReplace: '__X_RUN_AS_USER__', replaceWithEnv: 'X_RUN_AS_USER' }]);
  });
});
