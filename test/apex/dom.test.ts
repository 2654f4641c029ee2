import { expect } from 'chai';
import { run, says } from './runApex.ts';

const SOAP =
  '<?xml version="1.0"?><e:Envelope xmlns:e="urn:env" xmlns="urn:own"><!-- aside --><e:Body><result id="1" e:kind="x">' +
  '<name>a &amp; b</name><name><![CDATA[<c>]]></name></result></e:Body></e:Envelope>';

const document = `Dom.Document document = new Dom.Document();
  document.load('${SOAP}');
  Dom.XmlNode result = document.getRootElement().getChildElement('Body', 'urn:env').getChildElement('result', 'urn:own');`;

describe('Dom.Document', () => {
  it('reads elements with their namespaces, texts and attributes', async () => {
    const block = `${document}
      System.debug(result.getName() + ' ' + result.getNamespace());
      for (Dom.XmlNode child : result.getChildElements()) { System.debug(child.getText()); }
      System.debug(result.getAttribute('id', null) + result.getAttributeValue('kind', 'urn:env'));
      System.debug(result.getParent().getName());
      System.debug(result.getNodeType() == Dom.XmlNodeType.ELEMENT);
      System.debug(result.getChildElement('none', 'urn:own') == null);`;
    expect(await says(block)).to.deep.equal(['result urn:own', 'a & b', '<c>', '1x', 'Body', 'true', 'true']);
  });

  it('throws what is no document', async () => {
    const { exceptionMessage } = await run("new Dom.Document().load('<a>');");
    expect(exceptionMessage).to.match(/^System\.XmlException: Failed to parse XML due to: /);
  });
});
