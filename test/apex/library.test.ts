import { expect } from 'chai';
import { fakeHost } from './fakeHost.ts';
import { run, says } from './runApex.ts';

describe('the library', () => {
  it('writes JSON: order, nulls, nesting, transient fields, pretty print', async () => {
    const dto = `public class Dto {
      public String name = 'a"b\\u00e9'; private Integer secret = 1; transient String gone = 'x'; static Integer none = 2;
      public Decimal price = 1.50; public Date day = Date.newInstance(2026, 2, 28); public Datetime at = Datetime.newInstanceGmt(2026, 2, 28, 1, 2, 3);
      public List<Dto> kids = new List<Dto>(); public Boolean ok { get; set; } public Map<String, Object> extra;
      public Kind kind = Kind.BIG; public enum Kind { SMALL, BIG } public Blob raw = Blob.valueOf('hi'); public Long big = 12345678901L;
    }`;
    const block = `Dto d = new Dto(); System.debug(JSON.serialize(d)); System.debug(JSON.serialize(d, true).contains('null'));
      System.debug(JSON.serializePretty(new Map<String, Object>{ 'a' => 1, 'b' => new List<Integer>{ 1, 2 }, 'c' => new Map<String, Object>() }));
      System.debug(JSON.serialize(new List<Object>{ 1, 1.0, 'x', null, true, 2.5d }));`;
    expect(await says(block, [dto])).to.deep.equal([
      '{"name":"a\\"bé","secret":1,"price":1.50,"day":"2026-02-28","at":"2026-02-28T01:02:03.000Z","kids":[],"ok":null,"extra":null,"kind":"BIG","raw":"aGk=","big":12345678901}',
      'false',
      '{\n  "a" : 1,\n  "b" : [ 1, 2 ],\n  "c" : { }\n}',
      '[1,1.0,"x",null,true,2.5]',
    ]);
  });

  it('reads JSON into types, and says where it is wrong', async () => {
    const dto = `public class Order { public String id; public List<Line> lines; public Map<String, Decimal> totals; public Order parent; public Integer n;
      public class Line { public Integer count; public Long size; public Date day; public Boolean done; } }`;
    const block = `Order o = (Order) JSON.deserialize('{"id":"x","unknown":[1],"LINES":[{"count":2,"size":9999999999,"day":"2026-01-02","done":true}],"totals":{"a":1.10},"parent":{"id":"p"}}', Order.class);
      System.debug(o.lines[0].count + ' ' + o.lines[0].size + ' ' + o.lines[0].day.month() + ' ' + o.totals.get('a') + ' ' + o.parent.id + ' ' + o.lines[0].done);
      Map<String, Object> u = (Map<String, Object>) JSON.deserializeUntyped('{"i":1,"l":3000000000,"d":1.5,"s":"a\\\\n","n":null,"a":[{}]}');
      System.debug((u.get('i') instanceof Integer) + ' ' + (u.get('l') instanceof Long) + ' ' + (u.get('d') instanceof Decimal) + ' ' + ((List<Object>) u.get('a')).size());
      System.debug(((List<String>) JSON.deserialize('["a"]', List<String>.class))[0]);
      for (String bad : new List<String>{ '{', '{"a":}', '[1 2]', '', 'nope', '{"a" 1}' }) {
        try { JSON.deserializeUntyped(bad); } catch (JSONException e) { System.debug(e.getMessage()); }
      }
      try { JSON.deserializeStrict('{"zz":1}', Order.class); } catch (JSONException e) { System.debug('strict'); }
      try { JSON.deserialize('{"n":"abc"}', Order.class); } catch (JSONException e) { System.debug('typed'); }`;
    expect(await says(block, [dto])).to.deep.equal([
      '2 9999999999 1 1.10 p true',
      'true true true 1',
      'a',
      'Unexpected end-of-input: was expecting double-quote to start field name at [line:1, column:2]',
      `Unexpected character ('}' (code 125)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at [line:1, column:6]`,
      `Unexpected character ('2' (code 50)): was expecting comma to separate ARRAY entries at [line:1, column:4]`,
      'No content to map to Object due to end of input',
      `Unexpected character ('n' (code 110)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at [line:1, column:1]`,
      `Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value at [line:1, column:6]`,
      'strict',
      'typed',
    ]);
  });

  it('cuts, joins and formats text', async () => {
    const block = `String s = ' a,b,,c,, ';
      System.debug(s.trim().split(',').size() + ' ' + 'a.b'.split('\\\\.') + ' ' + 'abc'.split(''));
      System.debug('abcdef'.substring(2, 4) + 'abcdef'.substringAfter('cd') + 'x'.leftPad(3, '0') + 'abc'.left(2) + 'abc'.right(1));
      System.debug(String.format('{0} is {1}, it\\'\\'s {0}', new List<Object>{ 'a', 2 }));
      System.debug(String.escapeSingleQuotes('it\\'s') + ' ' + String.join(new List<Integer>{ 1, 2 }, '-') + ' ' + String.isBlank(' '));
      System.debug('Hello World'.replaceAll('o(\\\\w?)', '0$1') + ' ' + 'aXbX'.replace('X', '.') + ' ' + 'abc'.contains('bc') + ' ' + 'abc'.indexOf('z'));
      System.debug('id=7;x'.substringBetween('=', ';') + ' ' + 'abc'.equalsIgnoreCase('ABC') + ' ' + 'ab'.repeat(2) + ' ' + 'b'.compareTo('a'));
      try { 'abc'.substring(5); } catch (StringException e) { System.debug(e.getMessage()); }`;
    expect(await says(block)).to.deep.equal([
      '4 (a, b) (a, b, c)',
      'cdef00xabc',
      "a is 2, it's a",
      "it\\'s 1-2 true",
      'Hell0 W0rld a.b. true -1',
      '7 true abab 1',
      'Starting position out of bounds: 5',
    ]);
  });

  it('encodes and hashes', async () => {
    const block = `System.debug(EncodingUtil.urlEncode('a b&c=ä/~*', 'UTF-8') + ' ' + EncodingUtil.urlDecode('a+b%26', 'UTF-8'));
      System.debug(EncodingUtil.base64Encode(Blob.valueOf('hü')) + ' ' + EncodingUtil.base64Decode('aGk=').toString());
      System.debug(EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('abc'))).left(8));
      System.debug(EncodingUtil.base64Encode(Crypto.generateMac('hmacSHA256', Blob.valueOf('m'), Blob.valueOf('k'))).left(6));
      System.debug(URL.getOrgDomainUrl().toExternalForm() + ' ' + new URL('https://a.b:8443/c/d?e=f#g').getPort() + ' ' + new URL('https://a.b/c?e=f').getQuery());`;
    const { createHmac } = await import('node:crypto');
    const mac = createHmac('sha256', 'k').update('m').digest('base64').slice(0, 6);
    expect(await says(block)).to.deep.equal([
      'a+b%26c%3D%C3%A4%2F%7E* a b&',
      'aMO8 hi',
      'ba7816bf',
      mac,
      'http://127.0.0.1:9999 8443 e=f',
    ]);
  });

  it('knows days and moments', async () => {
    const block = `Datetime d = Datetime.newInstanceGmt(2024, 1, 31, 23, 59, 58);
      System.debug(d.addMonths(1).formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss.SSS\\'Z\\'') + ' ' + d.format('EEE, d MMM yy h:mm a'));
      System.debug(d + 1 > d); System.debug(d.getTime()); System.debug(String.valueOf(Date.newInstance(2026, 12, 1).addDays(31)));
      System.debug(Date.newInstance(2026, 1, 1).daysBetween(Date.newInstance(2027, 1, 1)) + ' ' + Date.isLeapYear(2100));
      System.debug(System.now().getTime() + ' ' + System.today().year() + ' ' + Datetime.valueOf('2026-01-02 03:04:05').second());
      Date day = Date.newInstance(2026, 5, 6); Datetime asTime = day; System.debug(asTime); System.debug(day);`;
    expect(await says(block)).to.deep.equal([
      '2024-02-29T23:59:58.000Z Wed, 31 Jan 24 11:59 PM',
      'true',
      '1706745598000',
      '2027-01-01',
      '365 false',
      '1767323045678 2026 5',
      '2026-05-06 00:00:00',
      '2026-05-06 00:00:00',
    ]);
  });

  it('knows collections', async () => {
    const block = `Set<Integer> a = new Set<Integer>{ 3, 1, 2 }; a.retainAll(new List<Integer>{ 1, 2, 9 }); System.debug(a + ' ' + a.containsAll(new Set<Integer>{ 1 }));
      Map<String, Integer> m = new Map<String, Integer>{ 'b' => 2, 'a' => 1 }; System.debug(m.put('b', 5) + ' ' + m.keySet() + ' ' + m.values() + ' ' + m.remove('zz'));
      List<Integer> l = new List<Integer>{ 5, 3, 9 }; l.add(1, 7); l.sort(); System.debug(l + ' ' + l.indexOf(9) + ' ' + l.contains(4) + ' ' + l.remove(0));
      List<Integer> copy = l.clone(); copy.clear(); System.debug(l.size() + ' ' + copy.isEmpty());
      for (Integer x : new Set<Integer>{ 8 }) System.debug(x);
      try { for (Integer x : l) { l.add(x); } } catch (Exception e) { System.debug(e.getTypeName()); }
      Object anything = new List<String>{ 'a' }; System.debug(anything instanceof List<String>);
      System.debug(Type.forName('Map<String, Integer>') + ' ' + Type.forName('Nope') + ' ' + (Type.forName('Box').newInstance() instanceof Box));`;
    expect(await says(block, ['public class Box { }'])).to.deep.equal([
      '{1, 2} true',
      '2 {b, a} (5, 1) null',
      '(3, 5, 7, 9) 3 false 3',
      '3 true',
      '8',
      'System.FinalException',
      'true',
      'Map<String,Integer> null true',
    ]);
  });

  it('finds patterns, and tells how it came to run', async () => {
    const block = `Matcher m = Pattern.compile('(?i)([a-z]+)=(\\\\d+)').matcher('A=1;bc=22');
      while (m.find()) { System.debug(m.group(1) + m.group(2) + '@' + m.start() + '-' + m.end()); }
      System.debug(Pattern.matches('a+', 'aab') + ' ' + Pattern.compile('(x)(y)').matcher('xy').groupCount());
      System.debug(Request.getCurrent().getQuiddity() + ' ' + (Request.getCurrent().getRequestId() == Request.getCurrent().getRequestId()));`;
    expect(await says(block)).to.deep.equal(['A1@0-3', 'bc22@4-9', 'false 2', 'ANONYMOUS true']);
  });

  it('reads and writes records through the org', async () => {
    const queries: string[] = [];
    const host = fakeHost({
      query: async (soql) => {
        queries.push(soql);
        const row = { Id: '001000000000001', Name: 'Acme', 'Owner.Name': 'Ada', NumberOfEmployees: 3 };
        return { object: 'Account', kind: /count/i.test(soql) ? 'count' : 'rows', size: 1, rows: [row] };
      },
    });
    const block = `String q = 'A\\'c'; Set<String> names = new Set<String>{ 'x' }; Integer top = 2;
      Account one = [SELECT Id, Name, Owner.Name, NumberOfEmployees FROM Account WHERE Name = :q AND Phone IN :names ORDER BY Name LIMIT :top];
      System.debug(one.Name + ' ' + one.Owner.Name + ' ' + (one.NumberOfEmployees + 1) + ' ' + one.Id);
      System.debug([SELECT COUNT() FROM Account] + ' ' + [SELECT Name FROM Account].size() + ' ' + [SELECT Name FROM Account LIMIT 1].Name);
      for (Account each : [SELECT Id, Name FROM Account]) System.debug(each.get('name'));
      Account fresh = new Account(Name = 'New'); insert fresh; System.debug(fresh.Id != null); fresh.Name = 'Newer'; update fresh;
      try { insert fresh; } catch (DmlException e) { System.debug(e.getMessage()); }
      try { System.debug(one.Website); } catch (SObjectException e) { System.debug(e.getMessage()); }
      System.debug(new Account(Name = 'x').Website == null); delete fresh;
      System.debug(Database.insert(new List<Account>{ new Account(Name = 'y') }, false)[0].isSuccess());
      SObject loose = one; loose.put('Phone', '1'); System.debug(((Account) loose).Phone); System.debug(JSON.serialize(new Account(Name = 'z')));`;
    expect(await says(block, [], host)).to.deep.equal([
      'Acme Ada 4 001000000000001AAA',
      '1 1 Acme',
      'Acme',
      'true',
      'Insert failed. First exception on row 0; first error: INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]',
      'SObject row was retrieved via SOQL without querying the requested field: Account.Website',
      'true',
      'true',
      '1',
      '{"attributes":{"type":"Account"},"Name":"z"}',
    ]);
    expect(queries[0]).to.equal(
      "SELECT Id, Name, Owner.Name, NumberOfEmployees FROM Account WHERE Name = 'A\\'c' AND Phone IN ('x') ORDER BY Name LIMIT 2",
    );
  });

  it('finds no row, and one too many, for a single record', async () => {
    const none = await run('Account a = [SELECT Id FROM Account];');
    expect(none.exceptionMessage).to.equal('System.QueryException: List has no rows for assignment to SObject');
    const two = fakeHost({
      query: async () => ({
        object: 'Account',
        kind: 'rows',
        size: 2,
        rows: [{ Id: '001000000000001' }, { Id: '001000000000002' }],
      }),
    });
    const many = await run('Account a = [SELECT Id FROM Account];', [], two);
    expect(many.exceptionMessage).to.equal('System.QueryException: List has more than 1 row for assignment to SObject');
  });
});
