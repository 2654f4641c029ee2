import { expect } from 'chai';
import { problems, says } from './runApex.ts';

describe('JSON, piece by piece', () => {
  it('is written token by token, plain and pretty', async () => {
    const block = `for (Boolean pretty : new List<Boolean>{ false, true }) { JSONGenerator g = JSON.createGenerator(pretty);
      g.writeStartObject(); g.writeStringField('a', 'x"y'); g.writeNumberField('n', 1.50); g.writeNullField('z');
      g.writeFieldName('list'); g.writeStartArray(); g.writeNumber(1); g.writeBoolean(true); g.writeEndArray();
      g.writeObjectField('o', new Map<String, Object>{ 'k' => 2 }); g.writeEndObject(); System.debug(g.getAsString()); }
      JSONGenerator bad = JSON.createGenerator(false); bad.writeStartObject();
      try { bad.writeString('x'); } catch (JSONException e) { System.debug(e.getMessage()); }`;
    expect(await says(block)).to.deep.equal([
      '{"a":"x\\"y","n":1.50,"z":null,"list":[1,true],"o":{"k":2}}',
      '{\n  "a" : "x\\"y",\n  "n" : 1.50,\n  "z" : null,\n  "list" : [ 1, true ],\n  "o" : {"k":2}\n}',
      'Can not write value, expecting field name',
    ]);
  });

  it('is read token by token, and a whole value at a time', async () => {
    const line = 'public class Line { public Integer count; public String name; }';
    const block = `JSONParser p = JSON.createParser('{"total":12.5,"lines":[{"count":2,"name":"a"},{"count":3}],"done":true}');
      List<String> seen = new List<String>(); Integer sum = 0;
      while (p.nextToken() != null) {
        if (p.getCurrentToken() == JSONToken.FIELD_NAME && p.getText() == 'total') { p.nextToken(); System.debug(p.getDecimalValue()); }
        else if (p.getCurrentToken() == JSONToken.START_ARRAY) {
          while (p.nextToken() != JSONToken.END_ARRAY) { Line l = (Line) p.readValueAs(Line.class); sum += l.count; }
        } else seen.add(p.getCurrentToken().name());
      }
      System.debug(sum); System.debug(seen);
      JSONParser q = JSON.createParser('{"a":{"b":1},"c":2}'); q.nextToken(); q.nextValue(); q.skipChildren(); q.nextValue();
      System.debug(q.getCurrentName() + q.getIntegerValue());`;
    expect(await says(block, [line])).to.deep.equal([
      '12.5',
      '5',
      '(START_OBJECT, FIELD_NAME, FIELD_NAME, VALUE_TRUE, END_OBJECT)',
      'c2',
    ]);
  });

  it('has no methods beyond the platform’s', async () => {
    expect(await problems(['public class A {\n  void f(JSONParser p) { p.rewind(); }\n}'])).to.have.length(1);
  });
});
