/**
 * The part of a Metadata API stub that a test needs, in the shape in which WSDL2Apex and its well-known extensions make
 * them: `…_type_info` arrays, headers by `…_hns`, subtypes of Metadata by an attribute `xsi:type`.
 */
export const METADATA_STUB = `public class MetadataStub {
  private static final String NS = 'http://soap.sforce.com/2006/04/metadata';
  public virtual class Metadata {
    public String fullName;
    private String[] fullName_type_info = new String[]{'fullName', 'http://soap.sforce.com/2006/04/metadata', null, '0', '1', 'false'};
    private String[] apex_schema_type_info = new String[]{'http://soap.sforce.com/2006/04/metadata', 'true', 'false'};
    private String[] field_order_type_info = new String[]{'fullName'};
  }
  public class RemoteSiteSetting extends Metadata {
    public String type = 'RemoteSiteSetting';
    public String fullName;
    private String[] fullName_type_info = new String[]{'fullName', 'http://www.w3.org/2001/XMLSchema', 'string', '0', '1', 'false'};
    public String description;
    public Boolean disableProtocolSecurity;
    public Boolean isActive;
    public String url;
    private String[] description_type_info = new String[]{'description', 'http://soap.sforce.com/2006/04/metadata', null, '0', '1', 'false'};
    private String[] disableProtocolSecurity_type_info = new String[]{'disableProtocolSecurity', 'http://soap.sforce.com/2006/04/metadata', null, '1', '1', 'false'};
    private String[] isActive_type_info = new String[]{'isActive', 'http://soap.sforce.com/2006/04/metadata', null, '1', '1', 'false'};
    private String[] url_type_info = new String[]{'url', 'http://soap.sforce.com/2006/04/metadata', null, '1', '1', 'false'};
    private String[] apex_schema_type_info = new String[]{'http://soap.sforce.com/2006/04/metadata', 'true', 'false'};
    private String[] type_att_info = new String[]{'xsi:type'};
    private String[] field_order_type_info = new String[]{'fullName', 'description', 'disableProtocolSecurity', 'isActive', 'url'};
  }
  public class SessionHeader_element {
    public String sessionId;
    private String[] sessionId_type_info = new String[]{'sessionId', 'http://soap.sforce.com/2006/04/metadata', null, '1', '1', 'false'};
    private String[] apex_schema_type_info = new String[]{'http://soap.sforce.com/2006/04/metadata', 'true', 'false'};
    private String[] field_order_type_info = new String[]{'sessionId'};
  }
  public class Error {
    public String message;
    public String statusCode;
    private String[] message_type_info = new String[]{'message', 'http://soap.sforce.com/2006/04/metadata', null, '1', '1', 'false'};
    private String[] statusCode_type_info = new String[]{'statusCode', 'http://soap.sforce.com/2006/04/metadata', null, '1', '1', 'false'};
    private String[] apex_schema_type_info = new String[]{'http://soap.sforce.com/2006/04/metadata', 'true', 'false'};
    private String[] field_order_type_info = new String[]{'message', 'statusCode'};
  }
  public class SaveResult {
    public MetadataStub.Error[] errors;
    public String fullName;
    public Boolean success;
    private String[] errors_type_info = new String[]{'errors', 'http://soap.sforce.com/2006/04/metadata', null, '0', '-1', 'false'};
    private String[] fullName_type_info = new String[]{'fullName', 'http://soap.sforce.com/2006/04/metadata', null, '1', '1', 'false'};
    private String[] success_type_info = new String[]{'success', 'http://soap.sforce.com/2006/04/metadata', null, '1', '1', 'false'};
    private String[] apex_schema_type_info = new String[]{'http://soap.sforce.com/2006/04/metadata', 'true', 'false'};
    private String[] field_order_type_info = new String[]{'errors', 'fullName', 'success'};
  }
  public class createMetadata_element {
    public MetadataStub.Metadata[] metadata;
    private String[] metadata_type_info = new String[]{'metadata', 'http://soap.sforce.com/2006/04/metadata', null, '0', '-1', 'false'};
    private String[] apex_schema_type_info = new String[]{'http://soap.sforce.com/2006/04/metadata', 'true', 'false'};
    private String[] field_order_type_info = new String[]{'metadata'};
  }
  public class createMetadataResponse_element {
    public MetadataStub.SaveResult[] result;
    private String[] result_type_info = new String[]{'result', 'http://soap.sforce.com/2006/04/metadata', null, '0', '-1', 'false'};
    private String[] apex_schema_type_info = new String[]{'http://soap.sforce.com/2006/04/metadata', 'true', 'false'};
    private String[] field_order_type_info = new String[]{'result'};
  }
  public class MetadataPort {
    public String endpoint_x = 'https://example.my.salesforce.com/services/Soap/m/66.0';
    public Map<String, String> inputHttpHeaders_x;
    public Map<String, String> outputHttpHeaders_x;
    public Integer timeout_x;
    public MetadataStub.SessionHeader_element SessionHeader;
    private String SessionHeader_hns = 'SessionHeader=http://soap.sforce.com/2006/04/metadata';
    private String[] ns_map_type_info = new String[]{'http://soap.sforce.com/2006/04/metadata', 'MetadataStub'};
    public MetadataStub.SaveResult[] createMetadata(MetadataStub.Metadata[] metadata) {
      MetadataStub.createMetadata_element request_x = new MetadataStub.createMetadata_element();
      request_x.metadata = metadata;
      MetadataStub.createMetadataResponse_element response_x;
      Map<String, MetadataStub.createMetadataResponse_element> response_map_x = new Map<String, MetadataStub.createMetadataResponse_element>();
      response_map_x.put('response_x', response_x);
      WebServiceCallout.invoke(
        this,
        request_x,
        response_map_x,
        new String[]{endpoint_x,
        '',
        'http://soap.sforce.com/2006/04/metadata',
        'createMetadata',
        'http://soap.sforce.com/2006/04/metadata',
        'createMetadataResponse',
        'MetadataStub.createMetadataResponse_element'}
      );
      response_x = response_map_x.get('response_x');
      return response_x.result;
    }
  }
}`;
