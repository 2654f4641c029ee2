import { childOf, childrenOf, childText } from '../../soap/envelope.ts';
import type { XmlElement } from '../../soap/parseXml.ts';
import type { Member } from '../deploy/manifest.ts';

export type RetrieveRequest = {
  /** `NN.0` */
  apiVersion: string;
  members: readonly Member[];
  /** What is asked for and not emulated. */
  unknown: readonly string[];
};

/** Reads a retrieve call: `retrieveRequest` by the official schema, `request` as clients send it (emulated-org §5). */
export const readRetrieveRequest = (operation: XmlElement, endpointVersion: string): RetrieveRequest => {
  const request = childOf(operation, 'retrieveRequest') ?? childOf(operation, 'request');
  const unpackaged = childOf(request, 'unpackaged');
  const members = childrenOf(unpackaged, 'types').flatMap((types) => {
    const type = childText(types, 'name') ?? '';
    return childrenOf(types, 'members').map((member) => ({ type, fullName: member.text.trim() }));
  });
  const unknown = ['packageNames', 'specificFiles', 'rootTypesWithDependencies'].filter(
    (name) => childText(request, name) !== undefined,
  );
  const version = childText(unpackaged, 'version') ?? childText(request, 'apiVersion') ?? endpointVersion;
  return { apiVersion: version.includes('.') ? version : `${version}.0`, members, unknown };
};
