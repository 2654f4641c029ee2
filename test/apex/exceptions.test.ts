import { expect } from 'chai';
import { run, says } from './runApex.ts';

const thrower = `public class Thrower {
  public class OddException extends Exception {
    public Integer code = 7;
    public OddException(Integer code, String why) { this(why); this.code = code; }
  }
  public virtual class BaseException extends Exception {}
  public class NarrowException extends BaseException {}
  public static void go() {
    inner();
  }
  static void inner() {
    throw new OddException(9, 'odd');
  }
  public Thrower(Boolean bad) {
    if (bad) { String s; s.length(); }
  }
}`;

describe('exceptions', () => {
  it('tells of an exception that nobody caught: type, message, line and stack', async () => {
    const outcome = await run(`Integer a = 1;\nThrower.go();`, [thrower]);
    expect(outcome).to.deep.include({
      compiled: true,
      success: false,
      line: 12,
      column: 1,
      exceptionMessage: 'Thrower.OddException: odd',
      exceptionStackTrace:
        'Class.Thrower.inner: line 12, column 1\nClass.Thrower.go: line 9, column 1\nAnonymousBlock: line 2, column 1',
    });
    expect(outcome.log.some((line) => line.includes('|EXCEPTION_THROWN|[12]|Thrower.OddException: odd'))).to.equal(
      true,
    );
    expect(
      outcome.log.some((line) => line.includes('|FATAL_ERROR|Thrower.OddException: odd\n\nClass.Thrower.inner')),
    ).to.equal(true);
  });

  it('names a constructor in the stack', async () => {
    const outcome = await run('new Thrower(true);', [thrower]);
    expect(outcome.exceptionMessage).to.equal('System.NullPointerException: Attempt to de-reference a null object');
    expect(outcome.exceptionStackTrace).to.equal(
      'Class.Thrower.<init>: line 15, column 1\nAnonymousBlock: line 1, column 1',
    );
  });

  it('lets no catch clause see a failed assertion', async () => {
    const outcome = await run(
      `try { System.assertEquals(1, 2, 'why'); } catch (Exception e) { System.debug('seen'); }`,
    );
    expect(outcome.exceptionMessage).to.equal('System.AssertException: Assertion Failed: why: Expected: 1, Actual: 2');
  });

  it('says what went wrong in the platform’s words', async () => {
    const block = `try { Thrower.go(); } catch (Thrower.OddException e) {
        System.debug(e.code + ' ' + e.getMessage() + ' ' + e.getTypeName() + ' ' + e.getLineNumber());
        Exception wrapped = new Thrower.NarrowException('outer', e);
        System.debug(wrapped.getCause().getMessage());
        try { throw wrapped; } catch (DmlException d) { System.debug('wrong'); }
        catch (Thrower.BaseException b) { System.debug(b instanceof Thrower.NarrowException); }
      }
      try { throw new Thrower.BaseException(); } catch (Exception e) { System.debug(e.getMessage() + '|' + e.getCause()); }
      try { Object o = 'x'; Integer i = (Integer) o; } catch (TypeException e) { System.debug(e.getMessage()); }
      try { Integer z = 0; System.debug(1 / z); } catch (MathException e) { System.debug(e.getTypeName() + ': ' + e.getMessage()); }
      try { new List<Integer>().get(0); } catch (ListException e) { System.debug(e.getMessage()); }
      try { Id i = 'nonsense'; } catch (StringException e) { System.debug(e.getMessage()); }
      try { Integer.valueOf('x1'); } catch (TypeException e) { System.debug(e.getMessage()); }
      try { List<String> bad = (List<String>) JSON.deserializeUntyped('[1]'); } catch (TypeException e) { System.debug(e.getMessage()); }`;
    expect(await says(block, [thrower])).to.deep.equal([
      '9 odd Thrower.OddException 12',
      'odd',
      'true',
      'Script-thrown exception|null',
      'Invalid conversion from runtime type String to Integer',
      'System.MathException: Divide by 0',
      'List index out of bounds: 0',
      'Invalid id: nonsense',
      'Invalid integer: x1',
      'Invalid conversion from runtime type List<ANY> to List<String>',
    ]);
  });
});
