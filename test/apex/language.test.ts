import { expect } from 'chai';
import { says } from './runApex.ts';

describe('the language', () => {
  it('sends a call to the object’s own class, through interfaces and abstract classes', async () => {
    const shapes = `public class Zoo {
      public interface Noisy { String noise(); }
      public abstract class Animal implements Noisy {
        protected String title;
        public Animal(String title) { this.title = title; }
        public virtual String describe() { return title + ' says ' + noise(); }
        public abstract String noise();
      }
      public virtual class Dog extends Animal {
        public Dog() { this('Rex'); }
        public Dog(String t) { super(t.toUpperCase()); }
        public virtual override String noise() { return 'woof'; }
      }
      public class Puppy extends Dog {
        public Puppy() { super('pup'); }
        public override String noise() { return super.noise() + '?'; }
        public override String describe() { return '(' + super.describe() + ')'; }
      }
    }`;
    const block = `List<Zoo.Noisy> all = new List<Zoo.Noisy>{ new Zoo.Dog(), new Zoo.Puppy() };
      for (Zoo.Noisy each : all) { System.debug(((Zoo.Animal) each).describe()); }
      System.debug(all[1] instanceof Zoo.Dog);
      System.debug(all[0] instanceof Zoo.Puppy);`;
    expect(await says(block, [shapes])).to.deep.equal(['REX says woof', '(PUP says woof?)', 'true', 'false']);
  });

  it('runs static and instance initialisers in the order of the source', async () => {
    const order = `public class Order {
      public static List<String> log = new List<String>();
      static Integer a = note('a');
      static { note('block'); }
      static Integer b = note('b' + a);
      Integer c = note('c');
      { note('instance block'); }
      Integer d { get; private set; }
      public Order() { d = note('constructor'); log.add(String.valueOf(d)); }
      static Integer note(String what) { log.add(what); return log.size(); }
    }`;
    expect(await says(`new Order(); System.debug(String.join(Order.log, ','));`, [order])).to.deep.equal([
      'a,block,b1,c,instance block,constructor,6',
    ]);
  });

  it('chooses overloads by the static types of the arguments', async () => {
    const over = `public class Over {
      public static String f(Integer x) { return 'Integer'; }
      public static String f(Long x) { return 'Long'; }
      public static String f(Decimal x) { return 'Decimal'; }
      public static String f(String x) { return 'String'; }
      public static String f(Object x) { return 'Object'; }
      public static String g(Object x) { return 'Object'; }
      public static String g(Exception x) { return 'Exception'; }
      public static String g(CalloutException x) { return 'CalloutException'; }
    }`;
    const block = `Object boxed = 1; Exception e = new CalloutException('x'); Id i = '001000000000001AAA';
      System.debug(Over.f(1) + ' ' + Over.f(1L) + ' ' + Over.f(1.0) + ' ' + Over.f('1') + ' ' + Over.f(boxed) + ' ' + Over.f(i));
      System.debug(Over.g(e) + ' ' + Over.g((CalloutException) e) + ' ' + Over.g(null));
      System.debug(Over.f(new List<Integer>{ 1 }) + ' ' + Over.f(2 + 3L) + ' ' + Over.f(true ? 1 : 2L));`;
    expect(await says(block, [over])).to.deep.equal([
      'Integer Long Decimal String Object String',
      'Exception CalloutException CalloutException',
      'Object Long Long',
    ]);
  });

  it('knows when the case of a text counts', async () => {
    const block = `String a = 'Straße', b = 'STRASSE'.replace('SS', 'ß');
      System.debug(a == b);
      System.debug(a.equals(b));
      Map<String, Integer> m = new Map<String, Integer>{ 'x' => 1, 'X' => 2 };
      System.debug(m.size());
      switch on 'ONE' { when 'one' { System.debug('small'); } when 'ONE' { System.debug('big'); } }
      Integer COUNTER = 3; System.debug(counter);
      System.debug('a' < 'B');
      List<String> sorted = new List<String>{ 'b', 'A', 'a', 'B', null }; sorted.sort(); System.debug(sorted);
      System.debug(new Set<String>{ 'q', 'Q', 'q' }.size());`;
    expect(await says(block)).to.deep.equal(['true', 'false', '2', 'big', '3', 'true', '(null, A, B, a, b)', '2']);
  });

  it('computes as Apex does', async () => {
    const block = `Integer big = 2147483647; big++; System.debug(big);
      System.debug(7 / 2 + ' ' + -7 / 2 + ' ' + Math.mod(-7, 3));
      System.debug(1.10 + 2.2);
      System.debug(1.10 * 2.20);
      System.debug(10.0 / 4);
      System.debug(1.0 / 3);
      Decimal d = 2.5; System.debug(d.setScale(0) + ' ' + (3.5).setScale(0) + ' ' + d.round(System.RoundingMode.HALF_UP));
      Long l = 9223372036854775807L; l += 1; System.debug(l);
      System.debug(5 & 3 | 8 ^ 1); System.debug(1 << 33); System.debug(-1 >>> 28); System.debug(-16 >> 2);
      Double q = 1; System.debug(q + ' ' + (q / 3));
      Integer i = 5; i += i++ + ++i; System.debug(i);
      System.debug((Integer) 3.99 + ' ' + (Long) 2.5);
      String s = null; s += 'x'; System.debug(s + 1 + 2 + true + null);
      System.debug(Decimal.valueOf('1e3') + ' ' + Integer.valueOf('42') + ' ' + (0.1 + 0.2 == 0.3));
      System.debug(1 + 2 + 'a' + 1 + 2);`;
    expect(await says(block)).to.deep.equal([
      '-2147483648',
      '3 -3 -1',
      '3.30',
      '2.4200',
      '2.5',
      '0.3333333333333333333333333333333333',
      '2 4 3',
      '-9223372036854775808',
      '9',
      '2',
      '15',
      '-4',
      '1.0 0.3333333333333333',
      '17',
      '3 2',
      'nullx12truenull',
      '1000 42 true',
      '3a12',
    ]);
  });

  it('leaves loops, switches and finally blocks as it should', async () => {
    const flow = `public class Flow {
      public enum Colour { RED, GREEN, BLUE }
      public static Integer last() { try { throw new ListException('x'); } catch (ListException e) { return 1; } finally { return 2; } }
      public static Integer after() { Integer n = 0; try { n = 1; return n; } finally { n = 5; } }
      public static String pick(Colour c) {
        switch on c { when RED, GREEN { return 'warm ' + c.name(); } when else { return 'cold ' + c.ordinal(); } }
      }
      public static String kind(Object o) {
        switch on o { when Integer i { return 'int ' + (i + 1); } when String s { return 'text ' + s; } when null { return 'nothing'; } when else { return 'other'; } }
      }
    }`;
    const block = `String out = '';
      outer: for (Integer i = 0, j = 10; i < j; i++, j--) { if (i == 1) continue; if (i == 4) break; out += i + '-' + j + ' '; }
      System.debug(out);`.replace('outer: ', '');
    const rest = `Integer n = 0; do { n += 2; } while (n < 5); System.debug(n);
      Iterator<Integer> it = new List<Integer>{ 1, 2 }.iterator(); while (it.hasNext()) System.debug(it.next());
      System.debug(Flow.last() + ' ' + Flow.after());
      System.debug(Flow.pick(Flow.Colour.GREEN) + ', ' + Flow.pick(Flow.Colour.valueOf('blue')));
      System.debug(Flow.kind(41) + ', ' + Flow.kind('x') + ', ' + Flow.kind(null) + ', ' + Flow.kind(1.5));
      System.debug(Flow.Colour.values());`;
    expect(await says(block + rest, [flow])).to.deep.equal([
      '0-10 2-8 3-7 ',
      '6',
      '1',
      '2',
      '2 1',
      'warm GREEN, cold 2',
      'int 42, text x, nothing, other',
      '(RED, GREEN, BLUE)',
    ]);
  });

  it('recurses, nests generics and sorts by Comparable and Comparator', async () => {
    const rank = `public class Rank implements Comparable {
      public Integer n; public String tag;
      public Rank(Integer n, String tag) { this.n = n; this.tag = tag; }
      public Integer compareTo(Object other) { return n - ((Rank) other).n; }
      public override String toString() { return tag + n; }
      public class ByTag implements Comparator<Rank> { public Integer compare(Rank a, Rank b) { return a.tag.compareTo(b.tag); } }
      public static Integer fib(Integer k) { return k < 2 ? k : fib(k - 1) + fib(k - 2); }
      public static Integer deep(Integer k) { return k == 0 ? 0 : 1 + deep(k - 1); }
    }`;
    const block = `List<Rank> ranks = new List<Rank>{ new Rank(2, 'a'), new Rank(1, 'c'), new Rank(2, 'b') };
      ranks.sort(); System.debug(ranks);
      ranks.sort(new Rank.ByTag()); System.debug(ranks);
      System.debug(Rank.fib(15) + ' ' + Rank.deep(900));
      Map<String, Map<Integer, List<Set<String>>>> deep = new Map<String, Map<Integer, List<Set<String>>>>();
      deep.put('k', new Map<Integer, List<Set<String>>>{ 1 => new List<Set<String>>{ new Set<String>{ 'v' } } });
      System.debug(deep.get('k').get(1)[0].contains('v') + ' ' + deep);
      Integer[] grid = new Integer[3]; grid[1] = 7; System.debug(grid);
      String[] words = new String[]{ 'x', 'y' }; System.debug(words.size());`;
    expect(await says(block, [rank])).to.deep.equal([
      '(c1, a2, b2)',
      '(a2, b2, c1)',
      '610 900',
      'true {k={1=({v})}}',
      '(null, 7, null)',
      '2',
    ]);
  });

  it('stops a chain at a safe dot, and takes the other side of ??', async () => {
    const node = `public class Node { public Node next; public String name; public Node self() { return this; } }`;
    const block = `Node n = new Node(); System.debug(n.next?.name); System.debug(n?.next?.next?.name ?? 'none');
      Node none = null; System.debug(none?.self().name); System.debug(none?.next.next == null);
      try { System.debug(n.next.name); } catch (NullPointerException e) { System.debug(e.getMessage()); }
      String s; System.debug(s?.length() ?? -1); System.debug(none?.self()?.name?.length());`;
    expect(await says(block, [node])).to.deep.equal([
      'null',
      'none',
      'null',
      'true',
      'Attempt to de-reference a null object',
      '-1',
      'null',
    ]);
  });

  it('runs accessors, and keeps what they keep', async () => {
    const prop = `public class Prop {
      public static Integer reads = 0;
      public Integer doubled { get { reads++; return doubled * 2; } set { doubled = value + 1; } }
      public String lazy { get { if (lazy == null) { lazy = 'made'; } return lazy; } private set; }
      public static String shared { get; set; }
      private Integer hidden = 4;
      public Integer shown { get { return hidden; } }
      public class Peer { public Integer look(Prop p) { return p.hidden; } }
    }`;
    const block = `Prop p = new Prop(); p.doubled = 4; p.doubled += 1; System.debug(p.doubled + ' ' + Prop.reads + ' ' + p.lazy + ' ' + p.shown);
      Prop.shared = 'a'; Prop.shared += 'b'; System.debug(Prop.shared); System.debug(new Prop.Peer().look(p));`;
    expect(await says(block, [prop])).to.deep.equal(['24 2 made 4', 'ab', '4']);
  });

  it('finds objects in sets and maps by their own equals and hashCode', async () => {
    const point = `public class Point {
      Integer x, y;
      public Point(Integer x, Integer y) { this.x = x; this.y = y; }
      public Boolean equals(Object o) { Point p = (Point) o; return p.x == x && p.y == y; }
      public Integer hashCode() { return x; }
    }`;
    const block = `Set<Point> s = new Set<Point>{ new Point(1, 2), new Point(1, 2), new Point(1, 3) };
      System.debug(s.size() + ' ' + s.contains(new Point(1, 3)) + ' ' + (new Point(1, 2) == new Point(1, 2)));
      Map<List<Integer>, String> byList = new Map<List<Integer>, String>{ new List<Integer>{ 1 } => 'one' };
      System.debug(byList.get(new List<Integer>{ 1 }));
      System.debug(new List<Integer>{ 1, 2 } == new List<Integer>{ 1, 2 });`;
    expect(await says(block, [point])).to.deep.equal(['2 true true', 'one', 'true']);
  });

  it('lets a class override what every object has', async () => {
    const block = `class Coin {
        Integer cents = 5;
        public override String toString() { return cents + ' cents'; }
      }
      System.debug(new Coin());
      System.debug('' + new Coin());`;
    expect(await says(block)).to.deep.equal(['5 cents', '5 cents']);
  });

  it('lets a block declare classes and methods of its own', async () => {
    const block = `class Pair { public Object a; public Pair(Object a) { this.a = a; } }
      Integer twice(Integer n) { return helper(n) * 2; }
      Integer helper(Integer n) { return n + 1; }
      interface Named { String name(); }
      class Impl implements Named { public String name() { return 'impl'; } }
      Named n = new Impl();
      System.debug(twice(3) + ' ' + new Pair('p').a + ' ' + n.name());`;
    expect(await says(block)).to.deep.equal(['8 p impl']);
  });
});

describe('the language, where names and nulls are at odds', () => {
  it('takes a variable for the type of its name where only the type has the member', async () => {
    const body = `public class Paint {
      public enum Colour { RED, BLUE }
      public Colour colour = Colour.BLUE;
      public static Colour first() { return Colour.values()[0]; }
    }`;
    expect(await says(`System.debug(new Paint().colour + ' ' + Paint.first());`, [body])).to.deep.equal(['BLUE RED']);
  });

  it('asks the object’s own class for a property that is overridden', async () => {
    const bodies = [
      `public virtual class Base { public virtual String label { get { return 'base'; } } public String shout() { return label.toUpperCase(); } }`,
      `public class Derived extends Base { public override String label { get { return 'derived'; } } }`,
    ];
    expect(await says(`Base b = new Derived(); System.debug(b.label + b.shout());`, bodies)).to.deep.equal([
      'derivedDERIVED',
    ]);
  });

  it('finds null neither more nor less than anything', async () => {
    const block = `Integer none; List<String> list1;
      System.debug((none > 1) + ' ' + (none <= 1) + ' ' + (list1?.size() > 0));
      try { System.debug(none + 1); } catch (NullPointerException e) { System.debug('sum'); }`;
    expect(await says(block)).to.deep.equal(['false false false', 'sum']);
  });
});
