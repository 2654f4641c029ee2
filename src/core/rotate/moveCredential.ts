import type { Component } from '../components.ts';
import { parseMetadata, printMetadata, type XmlElement } from '../xml/xmlElement.ts';

/** What a credential is to refer to from now on; what is not given stays. */
export type Target = { consumerKey?: string; certificate?: string; authProvider?: string };

const withText = (element: XmlElement, child: string, text: string): XmlElement => ({
  ...element,
  children: element.children.map((each) => (each.name === child ? { ...each, text } : each)),
});

const valueOf = ({ children }: XmlElement, name: string): string | undefined =>
  children.find((child) => child.name === name)?.text;

const moved = (parameter: XmlElement, { consumerKey, certificate, authProvider }: Target): XmlElement => {
  switch (valueOf(parameter, 'parameterType')) {
    case 'SigningCertificate':
      return certificate === undefined ? parameter : withText(parameter, 'certificate', certificate);
    case 'AuthProvider':
      return authProvider === undefined ? parameter : withText(parameter, 'authProvider', authProvider);
    case 'JwtHeaderClaim':
      return certificate !== undefined && valueOf(parameter, 'parameterName') === 'kid'
        ? withText(parameter, 'parameterValue', certificate)
        : parameter;
    case 'JwtBodyClaim':
      return consumerKey !== undefined && valueOf(parameter, 'parameterName') === 'iss'
        ? withText(parameter, 'parameterValue', consumerKey)
        : parameter;
    default:
      return parameter;
  }
};

/** The org's external or legacy named credential, changed in nothing but whom it refers to. */
export const moveCredential = (
  type: 'ExternalCredential' | 'NamedCredential',
  fullName: string,
  xml: string,
  target: Target,
): Component => {
  const root = parseMetadata(xml);
  const children = root.children.map((child) =>
    child.name === 'authProvider' && target.authProvider !== undefined
      ? { ...child, text: target.authProvider }
      : moved(child, target),
  );
  const [folder, suffix] =
    type === 'ExternalCredential'
      ? ['externalCredentials', 'externalCredential']
      : ['namedCredentials', 'namedCredential'];
  const path = `${folder}/${fullName}.${suffix}-meta.xml`;
  return { type, fullName, files: new Map([[path, printMetadata({ ...root, children })]]) };
};
