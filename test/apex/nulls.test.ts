import { expect } from 'chai';
import { says } from './runApex.ts';

describe('what the platform says in its own way', () => {
  it('tells who reads a null Blob as text that the argument is null', async () => {
    const block = `Blob b; try { b.toString(); } catch (NullPointerException e) { System.debug(e.getMessage()); }
      try { b.size(); } catch (NullPointerException e) { System.debug(e.getMessage()); }`;
    expect(await says(block)).to.deep.equal(['Argument cannot be null.', 'Attempt to de-reference a null object']);
  });

  it('keeps the message of an AuraHandledException for the component, unless one is set', async () => {
    const block = `try { throw new AuraHandledException('for the page'); }
      catch (AuraHandledException e) { System.debug(e.getMessage()); e.setMessage('said'); System.debug(e.getMessage()); }`;
    expect(await says(block)).to.deep.equal(['Script-thrown exception', 'said']);
  });

  it('looks for the bracket of a list before it reads on', async () => {
    const block = `for (String s : new List<String>{ '"}]', '{"a":', '1' }) {
        try { JSON.deserialize(s, List<String>.class); } catch (JSONException e) { System.debug(e.getMessage()); } }`;
    const said = "Malformed JSON: Expected '[' at the beginning of List/Set";
    expect(await says(block)).to.deep.equal([said, said, said]);
  });

  it('lets a static method stand for the one of an interface', async () => {
    const cls = `public class Job implements Comparable { public static Integer compareTo(Object other) { return 7; } }`;
    expect(await says('Comparable c = new Job(); System.debug(c.compareTo(null));', [cls])).to.deep.equal(['7']);
  });
});
