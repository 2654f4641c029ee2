import type { XmlElement } from '../soap/parseXml.ts';
import type { XmlValue } from '../soap/writeXml.ts';
import type { OrgState, Session } from '../state/orgState.ts';

/** What an operation of the partner API gets. */
export type PartnerCall = {
  state: OrgState;
  session: Session;
  /** The operation's element in the SOAP body. */
  element: XmlElement;
  /** AllOrNoneHeader */
  allOrNone: boolean;
  /** QueryOptions: how many records the client wants at once. */
  batchSize: string | undefined;
};

/** Content of `result`, a list for as many; throws a QueryProblem or a PartnerRefusal, which become faults. */
export type PartnerOperation = (call: PartnerCall) => XmlValue;

/** Why a call as a whole is refused. */
export class PartnerRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
