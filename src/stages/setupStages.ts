import { METHOD_ROWS } from '../core/methods/methods.ts';
import { componentNames } from '../core/names.ts';
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

/** The stages in which the steps of a plan are walked: the app's comes first where the plan has it so. */
export const walkedStages = (method: Method, steps: readonly Step[]): readonly StageName[] => {
  const groups = steps.flatMap((step) => (step.kind === 'deploy' ? [step.group] : []));
  const isAppFirst = groups.includes('app') && groups.indexOf('app') < groups.indexOf('credentialSide');
  return isAppFirst && !MIDDLE[method].includes('certificate')
    ? ['app', ...MIDDLE[method].filter((stage) => stage !== 'app')]
    : MIDDLE[method];
};

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
export const stageOf = (step: Step, { method, name }: Pick<Settings, 'method' | 'name'>): StageName => {
  switch (step.kind) {
    case 'endApps':
      return validatingStage(method);
    case 'moveProvider':
    case 'endLeft':
      return 'credentialSide';
    case 'tryDeploy':
      return 'plan';
    case 'deploy':
      return step.group;
    case 'readCertificate':
      return 'certificate';
    case 'assign':
      return step.permissionSet === componentNames(name).permissionSet ? 'assign' : 'appUsers';
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
