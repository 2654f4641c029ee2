import { METHOD_ROWS } from '../core/methods/methods.ts';
import type { Step } from '../core/plan/plan.ts';
import type { Method, Settings } from '../core/settings.ts';
import type { StageName } from '../ports/stageEvent.ts';

/** What lies between the plan and the proof, in the order of the plan's steps (`core/plan/planSteps.ts`). */
const MIDDLE: Readonly<Record<Method, readonly StageName[]>> = {
  'client-credentials': ['credentialSide', 'assign', 'secret', 'app', 'propagation'],
  'auth-provider': ['app', 'credentialSide', 'assign', 'propagation', 'consent'],
  'jwt-bearer': ['certificate', 'appUsers', 'app', 'credentialSide', 'assign', 'propagation'],
  'identity-provider': ['credentialSide', 'assign', 'secret', 'app', 'propagation', 'consent'],
  visualforce: ['credentialSide', 'assign'],
  'username-password': ['credentialSide', 'assign', 'secret', 'app', 'propagation'],
};

/** The stages in which a method's steps are walked. */
export const walkedStages = (method: Method): readonly StageName[] => MIDDLE[method];

/** The stage in which a dry run validates: of several deploys that build on each other only the first can be (platform-facts §14). */
export const validatingStage = (method: Method): StageName => MIDDLE[method][0] ?? 'credentialSide';

/** The stages that a request goes through. */
export const setupStages = ({
  dryRun,
  settings: { method },
}: {
  dryRun: boolean;
  settings: Pick<Settings, 'method'>;
}): readonly StageName[] =>
  dryRun ? ['facts', 'plan', validatingStage(method)] : ['facts', 'plan', 'project', ...MIDDLE[method], 'verify'];

/** The stage that a step belongs to. */
export const stageOf = (step: Step, permissionSet: string): StageName => {
  switch (step.kind) {
    case 'tryDeploy':
      return 'plan';
    case 'deploy':
      return step.group;
    case 'readCertificate':
      return 'certificate';
    case 'assign':
      return step.permissionSet === permissionSet ? 'assign' : 'appUsers';
    case 'storePair':
    case 'storeLogin':
      return 'secret';
    case 'propagation':
      return 'propagation';
    case 'consent':
      return 'consent';
  }
};

/** Whether the method's loopback acts as one user, whom `--run-as` names. */
export const hasRunAs = ({ method }: Pick<Settings, 'method'>): boolean => METHOD_ROWS[method].hasRunAs;
