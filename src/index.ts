export type {
  AuthorizationReport,
  AuthorizeReport,
  CheckReport,
  ComponentChange,
  ComponentReport,
  DeployReport,
  Outcome,
  RequestsReport,
  SetupReport,
  VerifyReport,
} from './core/report.ts';
