import { soapDateTime } from '../../soap/soapDateTime.ts';
import type { MetadataProblem } from '../metadataProblem.ts';

/** A component's line in a deploy's report, fields in the order of the official schema. */
export type DeployMessage = {
  changed: boolean;
  columnNumber?: number;
  componentType: string;
  created: boolean;
  createdDate: string;
  deleted: boolean;
  fileName: string;
  fullName: string;
  id?: string;
  lineNumber?: number;
  problem?: string;
  problemType?: 'Warning' | 'Error' | 'Info';
  success: boolean;
};

/** Which component a message is about. */
export type Subject = { componentType: string; fullName: string; fileName: string };

type Outcome = { id?: string; created?: boolean; changed?: boolean; deleted?: boolean; warning?: string };

/** `at` is milliseconds since the epoch. */
export const successMessage = (subject: Subject, at: number, outcome: Outcome = {}): DeployMessage => ({
  changed: outcome.changed ?? false,
  componentType: subject.componentType,
  created: outcome.created ?? false,
  createdDate: soapDateTime(at),
  deleted: outcome.deleted ?? false,
  fileName: subject.fileName,
  fullName: subject.fullName,
  ...(outcome.id === undefined ? {} : { id: outcome.id }),
  ...(outcome.warning === undefined ? {} : { problem: outcome.warning, problemType: 'Warning' as const }),
  success: true,
});

export const failureMessage = (subject: Subject, at: number, problem: MetadataProblem): DeployMessage => ({
  changed: false,
  ...(problem.column === undefined ? {} : { columnNumber: problem.column }),
  componentType: subject.componentType,
  created: false,
  createdDate: soapDateTime(at),
  deleted: false,
  fileName: subject.fileName,
  fullName: subject.fullName,
  ...(problem.line === undefined ? {} : { lineNumber: problem.line }),
  problem: problem.problem,
  problemType: problem.warning ? 'Warning' : 'Error',
  success: false,
});
