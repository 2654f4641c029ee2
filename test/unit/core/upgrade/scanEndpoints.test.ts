import { expect } from 'chai';
import { raiseEndpoints, scanEndpoints } from '../../../../src/core/upgrade/scanEndpoints.ts';

const SOURCE = `public class Sync {
    // an old path: '/services/data/v40.0'
    static final String REST = '/services/data/v45.0/query';
    static final String PARTNER = 'https://x.my.salesforce.com/services/Soap/u/44.0', NEW = '/services/data/v66.0/';
    String twice() { return '/services/data/v41.0/' + 'it\\'s' + '/services/soap/m/42.0'; }
}
`;

describe('scanEndpoints', () => {
  it('finds the versions in strings below the limit, REST and SOAP, by line and column', () => {
    expect(scanEndpoints(SOURCE, '66.0').map((each) => [each.line, each.column, each.apiVersion])).to.deep.equal([
      [3, 49, '45.0'],
      [4, 80, '44.0'],
      [5, 46, '41.0'],
      [5, 83, '42.0'],
    ]);
  });

  it('passes over comments and versions that are new enough', () => {
    expect(scanEndpoints(SOURCE, '66.0').some(({ apiVersion }) => apiVersion === '40.0')).to.equal(false);
    expect(scanEndpoints(SOURCE, '41.0')).to.deep.equal([]);
  });

  it('raises these versions and changes no other character', () => {
    const raised = raiseEndpoints(SOURCE, '66.0');
    expect(scanEndpoints(raised, '66.0')).to.deep.equal([]);
    expect(raised).to.contain("v40.0'").and.to.contain("'it\\'s'").and.to.contain('/services/soap/m/66.0');
    expect(raised.replaceAll(/\d\d\.0/g, '')).to.equal(SOURCE.replaceAll(/\d\d\.0/g, ''));
  });

  it('counts a character beyond the basic plane and a Windows line end as people do', () => {
    const source = "class A { String a = '😀'; }\r\n// 😀\r\nString b = '/services/data/v50.0/';\r\n";
    expect(scanEndpoints(source, '60.0')).to.deep.include({
      line: 3,
      column: 29,
      apiVersion: '50.0',
      text: '/services/data/v50.0',
    });
    expect(raiseEndpoints(source, '60.0')).to.equal(source.replace('50.0', '60.0'));
  });

  it('finds what is put together of literals, not of variables, and Bulk API 1', () => {
    const source = `String a = '/services/data/' + 'v44.0' /* x */ + '/query', b = '/services/Soap/u/' +
  '43.0';
String c = '/services/data/' + version + '/x', d = '/services/data/v4' + '2.0', e = '/services/async/41.0/job';
String f = path + '/services/data/v' + '40.0', g = '/services/Soap/class/Foo', h = '/services/apexrest/v1.0';`;
    expect(scanEndpoints(source, '66.0').map((each) => [each.line, each.column, each.apiVersion])).to.deep.equal([
      [1, 34, '44.0'],
      [2, 4, '43.0'],
      [3, 102, '41.0'],
      [4, 41, '40.0'],
    ]);
    const raised = raiseEndpoints(source, '66.0');
    expect(raised.replaceAll(/66\.0/g, '')).to.equal(source.replaceAll(/4[0134]\.0/g, ''));
    expect(raiseEndpoints(raised, '66.0')).to.equal(raised);
  });

  it('says nothing of text that is no Apex, and does not fail', () => {
    expect(scanEndpoints("@@@ ''' /services/data/v50.0 # ", '66.0')).to.deep.equal([]);
  });
});
