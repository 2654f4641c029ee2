import { expect } from 'chai';
import { problems, run } from './runApex.ts';

/** One class, one mistake: what the compiler says of it. */
const rows: [title: string, body: string, expected: string[]][] = [
  [
    'a missing semicolon',
    'public class A {\n  void f() {\n    Integer x = 1\n    x++;\n  }\n}',
    [`4:5 Missing ';' at 'x'`],
  ],
  ['a stray token', 'public class A { void f() { Integer x = ); } }', [`1:41 Unexpected token ')'.`]],
  [
    'a symbol that is none',
    'public class A { # }',
    [`1:18 Unrecognized symbol '#', which is not a valid Apex identifier.`],
  ],
  [
    'an Apex REST class that is not global, at a path that is none',
    `@RestResource(urlMapping='a*/b') public class A { }`,
    [
      '1:41 RestResource classes must be global',
      '1:41 RestResource urlMapping must begin with a forward slash (/)',
      '1:41 RestResource urlMapping has a wildcard (*) that is not between slashes',
    ],
  ],
  [
    'Apex REST methods that are not global static, or twice there',
    `@RestResource(urlMapping='/a/*/b/*') global class A {\n  @HttpGet global static void f() { }\n  @HttpGet global static void g() { }\n  @HttpPost public static void h() { }\n}`,
    ['3:45 Only one method per class can be annotated with HttpGet', '4:45 HttpPost methods must be global static'],
  ],
  ['an unknown type', 'public class A { Foo f; }', ['1:18 Invalid type: Foo']],
  ['an unknown inner type', 'public class A { void f() { A.Nope x; } }', ['1:29 Invalid type: A.Nope']],
  [
    'a platform type that is not here',
    'public class A { void f() { Messaging.MassEmailMessage m; } }',
    [`1:29 Invalid type: Messaging.MassEmailMessage (not in the emulated org's type table)`],
  ],
  [
    'a platform method that is not here',
    'public class A { void f() { String s = ConnectApi.Organization.getSettings(); } }',
    [`1:51 Invalid type: ConnectApi.Organization (not in the emulated org's type table)`],
  ],
  ['an unknown variable', 'public class A { void f() { x = 1; } }', ['1:29 Variable does not exist: x']],
  ['an unknown field', 'public class A { Integer n; void f(A a) { a.m = 1; } }', ['1:45 Variable does not exist: m']],
  [
    'an unknown method',
    `public class A { void f() { g(1, 'x'); } }`,
    ['1:29 Method does not exist or incorrect signature: void g(Integer, String) from the type A'],
  ],
  [
    'an unknown method of a platform class',
    'public class A { void f(HttpRequest r) { r.setNothing(true); } }',
    ['1:44 Method does not exist or incorrect signature: void setNothing(Boolean) from the type System.HttpRequest'],
  ],
  [
    'arguments that do not fit',
    `public class A { void g(Integer n) {} void f() { g('x'); } }`,
    ['1:50 Method does not exist or incorrect signature: void g(String) from the type A'],
  ],
  [
    'a constructor that is not there',
    'public class A { A(Integer n) {} void f() { new A(); } }',
    ['1:45 Constructor not defined: [A].<Constructor>()'],
  ],
  [
    'a wrong assignment',
    `public class A { void f() { Integer x = 'a'; } }`,
    ['1:37 Illegal assignment from String to Integer'],
  ],
  [
    'a Decimal given to an Integer',
    'public class A { Integer f() { return 1.5; } }',
    ['1:39 Return value must be of type: Integer'],
  ],
  ['a variable twice', 'public class A { void f(Integer x) { Integer x = 1; } }', ['1:46 Duplicate variable: x']],
  ['a method twice', 'public class A { void f() {} void F() {} }', ['1:35 Method already defined: void A.F()']],
  [
    'no return',
    'public class A { Integer f(Boolean b) { if (b) { return 1; } } }',
    ['1:26 Missing return statement required return type: Integer'],
  ],
  ['a value from void', 'public class A { void f() { return 1; } }', ['1:29 Void method must not return a value']],
  ['unreachable code', 'public class A { void f() { return; f(); } }', ['1:37 Unreachable statement']],
  [
    'a condition that is none',
    'public class A { void f() { if (1) { f(); } } }',
    ['1:33 Condition expression must be of type Boolean: Integer'],
  ],
  [
    'an interface left open',
    'public class A implements HttpCalloutMock { }',
    ['1:8 Class A must implement the method: System.HttpResponse System.HttpCalloutMock.respond(System.HttpRequest)'],
  ],
  [
    'an override that may not be',
    'public class A { virtual class B { public void f() {} } class C extends B { public override void f() {} } }',
    ['1:57 Non-virtual, non-abstract methods cannot be overridden: void A.C.f()'],
  ],
  [
    'a class that is closed',
    'public class A { class B {} class C extends B {} }',
    ['1:45 Non-virtual and non-abstract type cannot be extended: A.B'],
  ],
  [
    'an abstract class made',
    'public abstract class A { void f() { new A(); } }',
    ['1:38 Abstract classes cannot be constructed: A'],
  ],
  [
    'this in a static method',
    'public class A { static A f() { return this; } }',
    ['1:40 The "this" keyword cannot be used in a static context'],
  ],
  [
    'an instance method from a static one',
    'public class A { void g() {} static void f() { g(); } }',
    ['1:48 Non static method cannot be referenced from a static context: g()'],
  ],
  [
    'a static method on an object',
    'public class A { static void g() {} void f(A x) { x.g(); } }',
    ['1:53 Static method cannot be referenced from a non static context: g()'],
  ],
  ['break outside a loop', 'public class A { void f() { break; } }', ['1:29 Break statement must be in loop']],
  ['a statement that is none', 'public class A { void f() { 1 + 1; } }', ['1:29 Expression cannot be a statement.']],
  [
    'an exception with another name',
    'public class A { class Oops extends Exception {} }',
    [`1:18 Classes extending Exception must have a name ending in 'Exception': A.Oops`],
  ],
  [
    'a comparison of two kinds',
    `public class A { Boolean f() { return 1 == 'x'; } }`,
    ['1:39 Comparison arguments must be compatible types: Integer, String'],
  ],
  [
    'a cast that cannot be',
    `public class A { Integer f(String s) { return (Integer) s; } }`,
    ['1:47 Incompatible types since an instance of String is never an instance of Integer'],
  ],
  [
    'two mistakes',
    'public class A { void f() { x(); }\n  void g() { y(); } }',
    [
      '1:29 Method does not exist or incorrect signature: void x() from the type A',
      '2:14 Method does not exist or incorrect signature: void y() from the type A',
    ],
  ],
  [
    'an unknown column by record',
    `public class A { void f() { Account a = new Account(Nope__c = 'x'); } }`,
    ['1:53 Field does not exist: Nope__c on Account'],
  ],
  [
    'an unknown object in SOQL',
    'public class A { void f() { Integer n = [SELECT Id FROM Nope__c].size(); } }',
    [`1:41 sObject type 'Nope__c' is not supported.`],
  ],
  ['a generic without arguments', 'public class A { List x; }', ['1:18 Invalid type: List']],
  [
    'a name=value for a class',
    'public class A { Integer n; void f() { new A(n = 1); } }',
    ['1:46 Invalid constructor syntax, name=value pairs can only be used for SObjects: A'],
  ],
  ['a class above itself', 'public virtual class A extends A {}', ['1:16 Circular definition: A']],
  ['an annotation that is none', 'public class A { @Bar void f() {} }', ['1:28 Annotation does not exist: bar']],
  [
    'static in an inner class',
    'public class A { class B { static Integer x; } }',
    ['1:35 Only top-level class variables can be declared static'],
  ],
  [
    'a method that gives something else than the one it overrides',
    'public class A { virtual class P { public virtual Integer f() { return 1; } } class C extends P { public override String f() { return null; } } }',
    ['1:79 Method return types clash: String A.C.f() vs Integer A.P.f() from the type A.C'],
  ],
  [
    'a method that hides what an interface shows',
    'public class A { interface I { void f(); } class C implements I { void f() {} } }',
    ['1:44 Cannot reduce the visibility of the overridden method: void A.C.f()'],
  ],
  [
    'a comparison with null',
    'public class A { Boolean f() { return null > 1; } }',
    ['1:39 Comparison arguments must be compatible types: null, Integer'],
  ],
  [
    'an unknown type once, not once for each use of its variable',
    'public class A { void f() { Nope n = null; n.go(); Integer i = n.size + 1; g(n); } void g(Integer x) {} }',
    ['1:29 Invalid type: Nope'],
  ],
  [
    'what the org does not do',
    "public class A { void f() { Object o = [FIND 'x' RETURNING Account]; } }",
    ["1:40 Not supported in the emulated org: [FIND 'x'RETURNINGAccount]"],
  ],
];

describe('the compiler', () => {
  for (const [title, body, expected] of rows)
    it(`L53: tells of ${title}`, async () => {
      expect(await problems([body])).to.deep.equal(expected);
    });

  it('sees private members from the whole outer class and from nowhere else', async () => {
    const a =
      'public class A { private Integer n; private void f() {} class In { private Integer m; void g(A a) { a.n = 1; a.f(); } } void h(In i) { i.m = 2; } }';
    const b = 'public class B { void f(A a) { a.n = 1; }\n void g(A a) { a.f(); }\n void h() { A.In x; } }';
    expect(await problems([a, b])).to.deep.equal([
      '1:34 Variable is not visible: n',
      '2:18 Method is not visible: f()',
      '3:13 Type is not visible: A.In',
    ]);
  });

  it('lets a test class see what is @TestVisible', async () => {
    const a = 'public class A { @TestVisible private static Integer n = 1; }';
    const test = '@IsTest private class ATest { @IsTest static void f() { System.assertEquals(1, A.n); } }';
    expect(await problems([a, test])).to.deep.equal([]);
  });

  it('L67: follows the class’s API version', async () => {
    const body =
      'public class A { abstract class B { abstract void f(); } class C extends B { override void f() {} } }';
    expect(await problems([body], '64.0')).to.deep.equal([]);
    expect(await problems([body], '65.0')).to.deep.equal([
      '1:27 Abstract and override methods must be protected, public or global: void A.B.f()',
      '1:58 Abstract and override methods must be protected, public or global: void A.C.f()',
    ]);
    const secured =
      'public class A { void f() { List<Account> x = [SELECT Id FROM Account WITH SECURITY_ENFORCED]; } }';
    expect(await problems([secured], '66.0')).to.deep.equal([]);
    expect((await problems([secured], '67.0')).length).to.equal(1);
  });

  it('lets a class of the org shadow a platform type', async () => {
    const outcome = await run('System.debug(new Http().shout());', [
      "public class Http { public String shout() { return 'mine'; } }",
    ]);
    expect(outcome.log.some((line) => line.endsWith('|mine'))).to.equal(true);
  });

  it('reports an anonymous block’s problem with its place', async () => {
    const outcome = await run('Integer x = 1;\nfoo(x);');
    expect(outcome).to.deep.include({
      compiled: false,
      success: false,
      line: 2,
      column: 1,
      compileProblem: 'Method does not exist or incorrect signature: void foo(Integer) from the type AnonymousBlock',
    });
  });
});
