import { METHOD_ROWS } from '../core/methods/methods.ts';
import { componentNames } from '../core/names.ts';
import type { Step } from '../core/plan/plan.ts';
import type { Method, Settings } from '../core/settings.ts';
import type { SetupRequest } from './setupRequest.ts';
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

/** With a hand-made loopback there is nothing to make but Apex and permission set. */
const OF_ADOPTED: readonly StageName[] = ['credentialSide', 'assign', 'consent'];

const middleOf = ({ method, adopted }: Pick<Settings, 'method' | 'adopted'>): readonly StageName[] =>
  adopted === undefined ? MIDDLE[method] : OF_ADOPTED;

/** The stages in which the steps of a plan are walked: the app's comes first where the plan has it so. */
export const walkedStages = (
  settings: Pick<Settings, 'method' | 'adopted'>,
  steps: readonly Step[],
): readonly StageName[] => {
  const groups = steps.flatMap((step) => (step.kind === 'deploy' ? [step.group] : []));
  const isAppFirst = groups.includes('app') && groups.indexOf('app') < groups.indexOf('credentialSide');
  const middle = middleOf(settings);
  return isAppFirst && !middle.includes('certificate') ? ['app', ...middle.filter((stage) => stage !== 'app')] : middle;
};

/**
 * The stage in which a dry run validates: of several deploys that build on each other only the first can be
 * (platform-facts §14).
 */
export const validatingStage = (settings: Pick<Settings, 'method' | 'adopted'>): StageName =>
  middleOf(settings)[0] ?? 'credentialSide';

/** The stages that a request goes through. */
export const setupStages = ({
  dryRun,
  settings,
  adopt,
  extent,
}: Pick<SetupRequest, 'dryRun' | 'adopt' | 'extent'> & {
  settings: Pick<Settings, 'method' | 'adopted'>;
}): readonly StageName[] => {
  // What it will be like is not known before it is found.
  const shown = adopt ? { ...settings, adopted: {} } : settings;
  if (extent === 'connection') return ['facts', 'plan', ...middleOf(shown)];
  return dryRun
    ? ['facts', 'plan', validatingStage(shown)]
    : ['facts', 'plan', 'project', ...middleOf(shown), 'verify'];
};

/** The stage that a step belongs to. */
export const stageOf = (step: Step, settings: Pick<Settings, 'method' | 'name' | 'adopted'>): StageName => {
  switch (step.kind) {
    case 'endApps':
      return validatingStage(settings);
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
      return step.permissionSet === componentNames(settings.name).permissionSet ? 'assign' : 'appUsers';
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
export const hasRunAs = ({ method, adopted }: Pick<Settings, 'method' | 'adopted'>): boolean =>
  // The app that was taken over has its user already.
  adopted === undefined && METHOD_ROWS[method].hasRunAs;
