import { toXmlNode } from '../../../src/emulator/metadata/schema/xmlNode.ts';
import { parseXml } from '../../../src/emulator/soap/parseXml.ts';
import { componentOf, storeComponent, type StoredComponent } from '../../../src/emulator/state/components.ts';
import type { OrgState } from '../../../src/emulator/state/orgState.ts';

const PREFIXES: Record<string, string> = { PermissionSet: '0PS', ExternalClientApplication: '0xI', ApexClass: '01p' };

/** Puts a component straight into the org, past the Metadata API. `elements` are those inside the root element. */
export const put = (
  state: OrgState,
  type: string,
  fullName: string,
  elements: string,
  body?: string,
): StoredComponent => {
  const parsed = parseXml(`<${type}>${elements}</${type}>`);
  if ('problem' in parsed) throw new Error(parsed.problem);
  const component: StoredComponent = {
    id: componentOf(state, type, fullName)?.id ?? state.newId(PREFIXES[type] ?? '0zz'),
    type,
    fullName,
    xml: toXmlNode(parsed),
    files: new Map(),
    ...(body !== undefined && { body }),
    apiVersion: '66.0',
    createdDate: state.now(),
    lastModifiedDate: state.now(),
    createdById: '',
    lastModifiedById: '',
  };
  storeComponent(state, component);
  return component;
};
