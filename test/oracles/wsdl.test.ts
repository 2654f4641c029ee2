import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { schemaTypes } from '../../src/emulator/metadata/types/table.ts';
import { OPERATIONS } from '../../src/emulator/metadata/operations/table.ts';
import { compareWithWsdl } from './officialTypes.ts';
import type { Source } from './distinct.ts';
import { describeFinding } from './finding.ts';
import { judgeBySchema, readOfficialSchema } from './officialSchema.ts';
import type { SoapAnswer } from './recordSoap.ts';
import { soapScenario } from './soapScenario.ts';
import { judgeAnswers, SOAP_APIS, type SoapApi } from './soapSchemas.ts';

const named = process.env['SELFCALLOUT_WSDL'];
const folder = named?.endsWith('.wsdl') ? dirname(named) : named;

const has = (api: SoapApi): boolean => folder !== undefined && existsSync(join(folder, `${api}.wsdl`));

const APIS = (Object.keys(SOAP_APIS) as SoapApi[]).filter(has);

/** What the WSDL of 66.0 has and an org of a customer has not: words and elements that `@salesforce/types` leaves out. */
const INTERNAL = [
  /\.module$/,
  /^AuthProviderType\.(MuleSoftSeamless|SlackFirst|SlackFirstDev|SlackSeamless)$/,
  /^AuthenticationProtocol\.(ApiKey|C2c|Certificate|InternalOAuth|NTLM|OrgJwt)$/,
  /^CustomField\.(picklist|readOnlyProxy)$/,
  /^CustomObject\.externalIndexAvailable$/,
  /^ExternalCredentialParamType\.(Auth(Context|ProviderAuthParameter|QueryParameter)|FormulaVariable|ParameterGroup|TenantPrincipal)$/,
  /^ExternalPrincipalType\.UserWithImpersonation$/,
  /^ExtlIdentityProviderParmType\.(ClientCertificate|HttpHeader|Jwt(Body|Header)Claim|RequestBodyParameter|SigningCertificate|UrlQueryParameter)$/,
  /^HistoryRetentionPolicy\.gracePeriodDays$/,
  /^IdentityProviderAuthFlow\.JwtBearer$/,
  /^Index\.(minNumRequiredIndexedFields|type)$/,
  /^NamedCredentialParamType\.(FormulaVariable|HttpCookie|ServerCertificate|UrlQueryParameter)$/,
  /^NamedCredentialType\.(AnonymousEndpoint|Credentials)$/,
  /^PermissionSet\.dataspaceScopes$/,
  /^PermissionSetObjectPermissions\.(customize|delete|view)Setup$/,
  /^ValidationRule\.shouldEvaluateOnClient$/,
];

/** Where the emulated org's table says more or other than the schema, and means it. */
const MEANT = [
  // Texts to the parser; the org behind it takes these words only (platform-facts §1.2, §2.2).
  'ConnectedAppOauthPolicy.ipRelaxation: ConnectedAppIpRelaxation, in the WSDL string',
  'ExtlClntAppOauthConfigurablePolicies.ipRelaxationPolicyType: IpRelaxationPolicyType, in the WSDL string',
  'ExtlClntAppOauthConfigurablePolicies.refreshTokenValidityUnit: RefreshTokenValidityUnit, in the WSDL string',
  'ipRelaxation: the WSDL has no enum ConnectedAppIpRelaxation',
  'ipRelaxationPolicyType: the WSDL has no enum IpRelaxationPolicyType',
  'refreshTokenValidityUnit: the WSDL has no enum RefreshTokenValidityUnit',
  // Nillable there, and a file leaves out what is nil.
  'CustomMetadataValue.value: required in one of both',
];

/** Where real orgs break their own WSDL, and the emulated org with them: what is not there is nil. */
const AS_REAL_ORGS_DO = /\{[^}]*metadata\}(records|zipFile)': The element is not 'nillable'\.$/;

if (folder === undefined || APIS.length < Object.keys(SOAP_APIS).length) {
  console.log('The emulated org is compared with the WSDLs only where SELFCALLOUT_WSDL names a folder with all three.');
} else {
  describe('the emulated org and the official WSDLs', () => {
    let answers: readonly SoapAnswer[] = [];
    let files: readonly Source[] = [];

    before(async () => {
      ({ answers, files } = await soapScenario());
    });

    it('its table of metadata types is the one of the Metadata WSDL 66.0', async () => {
      const found = await compareWithWsdl(join(folder, 'metadata.wsdl'), 66);
      const isInternal = (line: string): boolean =>
        line.endsWith(': in the WSDL alone') && INTERNAL.some((name) => name.test(line.replace(/:.*$/, '')));
      expect(found.filter((line) => !isInternal(line) && !MEANT.includes(line))).to.deep.equal([]);
      expect(MEANT.filter((line) => !found.includes(line))).to.deep.equal([]);
    });

    it('the scenario has an answer of each operation of the Metadata API, and faults of each API', () => {
      const answered = new Set(answers.filter(({ isFault }) => !isFault).map(({ operation }) => operation));
      expect(OPERATIONS.map(({ name }) => name).filter((name) => !answered.has(name))).to.deep.equal([]);
      const faulty = new Set(answers.filter(({ isFault }) => isFault).map(({ api }) => api));
      expect([...faulty]).to.have.members(APIS);
    });

    for (const api of APIS) {
      it(`what it answers to the ${api} API fits ${api}.wsdl`, async () => {
        const own = answers.filter((answer) => answer.api === api);
        const findings = await judgeAnswers(
          folder,
          api,
          own.map(({ text }) => text),
        );
        expect(findings.filter((finding) => !AS_REAL_ORGS_DO.test(finding))).to.deep.equal([]);
      });
    }

    it('what it retrieves fits metadata.wsdl, something of each type', async () => {
      const roots = files.map(({ text }) => /^<\?xml[^>]*\?>\s*<(\w+)/.exec(text)?.[1]);
      expect(roots).to.include.members(schemaTypes().map(({ name, rootElement }) => rootElement ?? name));
      expect((await judgeBySchema(files, await readOfficialSchema(folder))).map(describeFinding)).to.deep.equal([]);
    });

    it('every fault of the partner API but those of the envelope says more in a detail', () => {
      const faults = answers.filter(({ api, isFault }) => api === 'partner' && isFault);
      const bare = faults.filter(({ text }) => !text.includes('<detail><sf:'));
      expect(bare.map(({ text }) => /<faultcode>([^<]*)/.exec(text)?.[1])).to.deep.equal(['soapenv:Client']);
    });

    it('a planted error is found: an element out of its order, a code that is none, a part that is missing', async () => {
      const plant = async (api: SoapApi, operation: string, right: RegExp, wrong: string): Promise<string[]> => {
        const text = answers.find(
          (each) => each.api === api && each.operation === operation && right.test(each.text),
        )?.text;
        expect(text, operation).to.be.a('string');
        return judgeAnswers(folder, api, [(text ?? '').replace(right, wrong)]);
      };
      expect((await plant('metadata', 'deploy', /<done>\w+<\/done>/, ''))[0]).to.include(
        'Expected is ( {http://soap.sforce.com/2006/04/metadata}done )',
      );
      const wrongStatus = await plant(
        'metadata',
        'checkDeployStatus',
        /<status>\w+<\/status>/,
        '<status>Well</status>',
      );
      expect(wrongStatus[0]).to.include("'Well' is not an element of the set");
      const late = await plant('partner', 'getServerTimestamp', /<timestamp>/, '<later>x</later><timestamp>');
      expect(late[0]).to.include('This element is not expected');
    });
  });
}
