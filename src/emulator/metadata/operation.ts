import type { XmlElement } from '../soap/parseXml.ts';
import type { XmlValue } from '../soap/writeXml.ts';
import type { OrgState } from '../state/orgState.ts';

/** What an operation of the Metadata API gets. */
export type Invocation = {
  state: OrgState;
  userId: string;
  /** The operation's element in the SOAP body. */
  element: XmlElement;
  /** `NN.0`, from the endpoint. */
  apiVersion: string;
  /** AllOrNoneHeader: a CRUD call changes all of its components or none. */
  allOrNone: boolean;
};

/** Content of `<name>Response`, or a fault. */
export type Reply = { content: XmlValue } | { fault: { code: string; message: string } };

/** An operation of the Metadata API: a row of `operations/table.ts`. */
export type Operation = { name: string; handle: (invocation: Invocation) => Reply | Promise<Reply> };

export const faultReply = (code: string, message: string): Reply => ({ fault: { code, message } });
