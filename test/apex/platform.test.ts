import { expect } from 'chai';
import type { ApexHost, CacheEntry } from '../../src/emulator/apex/host.ts';
import type { ObjectDescription } from '../../src/emulator/apex/hostData.ts';
import { fakeHost } from './fakeHost.ts';
import { classesOf, problems, runtime, says } from './runApex.ts';

const tests = async (bodies: readonly string[], host: () => ApexHost = () => fakeHost({ isTest: true })) => {
  const ran = await runtime.runTests(classesOf(bodies), [{ className: 'T' }], host);
  return ran.tests.map(({ methodName, message }) => `${methodName}: ${message ?? 'passed'}`);
};

const cached = () => {
  const store = new Map<string, CacheEntry>();
  return fakeHost({ cache: { partitions: () => [{ name: 'main', isDefault: false }], store } });
};

const field = (name: string, updateable: boolean): ObjectDescription['fields'][number] => ({
  name,
  label: name,
  type: 'string',
  accessible: true,
  createable: true,
  updateable,
  filterable: true,
  sortable: true,
  nillable: true,
  referenceTo: [],
  relationshipName: null,
});

const account: ObjectDescription = {
  label: 'Account',
  keyPrefix: '001',
  queryable: true,
  createable: true,
  updateable: true,
  deletable: false,
  fields: [field('Name', true), field('Industry', false)],
};

describe('platform classes', () => {
  it('encrypts and decrypts with a vector of its own or a given one, and tells a wrong key', async () => {
    const block = `Blob key = Crypto.generateAesKey(256); Blob text = Blob.valueOf('secret words');
      System.debug(key.size() + ' ' + Crypto.decryptWithManagedIV('AES256', key, Crypto.encryptWithManagedIV('AES256', key, text)).toString());
      Blob iv = Blob.valueOf('0123456789abcdef');
      System.debug(Crypto.decrypt('AES256', key, iv, Crypto.encrypt('AES256', key, iv, text)).toString());
      Blob mac = Crypto.generateMac('HmacSHA256', text, key);
      System.debug(Crypto.verifyHMAC('hmacSHA256', text, key, mac) + ' ' + Crypto.verifyHMAC('hmacSHA256', iv, key, mac));
      try { Crypto.encrypt('AES128', key, iv, text); } catch (InvalidParameterValueException e) { System.debug(e.getMessage()); }
      try { Crypto.decrypt('AES256', key, iv, Blob.valueOf('x')); } catch (SecurityException e) { System.debug('wrong'); }`;
    expect(await says(block)).to.deep.equal([
      '32 secret words',
      'secret words',
      'true false',
      'Invalid private key. Must be 16 bytes.',
      'wrong',
    ]);
  });

  it('keeps values in a cache partition that the org has, apart from the ones that code holds', async () => {
    const builder = `public class Builder implements Cache.CacheBuilder { public static Integer loads = 0;
      public Object doLoad(String key) { loads++; return 'made ' + key; } }`;
    const block = `Cache.OrgPartition p = Cache.Org.getPartition('local.main');
      List<String> all = new List<String>{ 'a' }; p.put('k', all); all.add('b');
      System.debug(((List<String>) p.get('k')).size() + ' ' + p.contains('k') + ' ' + p.getKeys() + ' ' + p.getNumKeys());
      System.debug(Cache.Org.get('local.main.k') + ' ' + Cache.Session.getPartition('local.main').contains('k'));
      System.debug(p.get(Builder.class, 'x') + ' ' + p.get(Builder.class, 'x') + ' ' + Builder.loads);
      System.debug(p.remove('k') + ' ' + p.contains('k'));
      try { Cache.Org.getPartition('local.none'); } catch (Cache.Org.OrgCacheException e) { System.debug(e.getMessage()); }
      try { p.put('no good', 1); } catch (Cache.InvalidParamException e) { System.debug(e.getMessage()); }`;
    expect(await says(block, [builder], cached())).to.deep.equal([
      '1 true {k} 1',
      '(a) false',
      'made x made x 1',
      'true false',
      'Cache partition does not exist: local.none',
      'Invalid cache key: no good; it must be alphanumeric',
    ]);
  });

  it('takes the fields away that the user has no access to', async () => {
    const block = `SObjectAccessDecision d = Security.stripInaccessible(AccessType.UPDATABLE,
        new List<Account>{ new Account(Name = 'a', Industry = 'b'), new Account(Name = 'c') });
      System.debug(d.getRecords()); System.debug(d.getRemovedFields()); System.debug(d.getModifiedIndexes());
      System.debug(AccessLevel.USER_MODE);`;
    const host = fakeHost({ describe: () => account });
    expect(await says(block, [], host)).to.deep.equal([
      '(Account:{Name=a}, Account:{Name=c})',
      '{Account={Industry}}',
      '{0}',
      'USER_MODE',
    ]);
    const none = fakeHost({ describe: () => ({ ...account, updateable: false }) });
    const refused = `try { Security.stripInaccessible(AccessType.UPDATABLE, new List<Account>{ new Account() }); }
      catch (NoAccessException e) { System.debug(e.getMessage()); }`;
    expect(await says(refused, [], none)).to.deep.equal(['No access to entity: Account']);
  });

  it('gives an Apex REST method the request and response that the context holds', async () => {
    const block = `System.debug(RestContext.request == null);
      RestContext.request = new RestRequest(); RestContext.response = new RestResponse();
      RestContext.request.requestURI = '/a/b'; RestContext.request.addParameter('p', '1');
      RestContext.request.params.put('q', '2'); RestContext.response.statusCode = 201;
      RestContext.response.addHeader('X', 'y');
      System.debug(RestContext.request.requestURI + RestContext.request.params + RestContext.response.statusCode);
      System.debug(RestContext.response.headers.get('X') + RestContext.request.requestBody);`;
    expect(await says(block)).to.deep.equal(['true', '/a/b{p=1, q=2}201', 'ynull']);
  });

  it('lets a provider answer for the methods of a stubbed class, in tests only', async () => {
    const service = `public class Service { public virtual String name(Integer n, String s) { return 'real'; } public void go() {} }`;
    const test = `@IsTest private class T implements System.StubProvider {
      public Object handleMethodCall(Object o, String method, Type returns, List<Type> types, List<String> names, List<Object> args) {
        return method == 'name' ? method + returns + types + names + args : null; }
      @IsTest static void stubs() { Service s = (Service) Test.createStub(Service.class, new T()); s.go();
        System.assertEquals('nameString(Integer, String)(n, s)(1, x)', s.name(1, 'x')); } }`;
    expect(await tests([service, test])).to.deep.equal(['stubs: passed']);
    const block = `try { Test.createStub(Service.class, new P()); } catch (TypeException e) { System.debug(e.getMessage()); }`;
    const provider = `public class P implements StubProvider { public Object handleMethodCall(Object a, String b, Type c, List<Type> d, List<String> e, List<Object> f) { return null; } }`;
    expect(await says(block, [service, provider])).to.deep.equal([
      'Testing method may only be called from a test method',
    ]);
  });

  it('knows the context variables of triggers outside of triggers', async () => {
    const block = `System.debug(Trigger.isExecuting + ' ' + Trigger.new + ' ' + Trigger.operationType);
      System.debug(TriggerOperation.BEFORE_INSERT);`;
    expect(await says(block)).to.deep.equal(['false null null', 'BEFORE_INSERT']);
  });

  it('refuses members that a platform class does not have', async () => {
    expect(await problems(['public class A {\n  Object a = RestContext.nothing;\n}'])).to.deep.equal([
      '2:26 Variable does not exist: nothing',
    ]);
  });
});
