import { stageNames, type StageName } from '../ports/stageEvent.ts';
import type { SetupRequest } from './setupRequest.ts';

/** The stages that a request goes through: a dry run ends with the check-only deploy. */
export const setupStages = ({ dryRun }: Pick<SetupRequest, 'dryRun'>): readonly StageName[] =>
  dryRun ? ['facts', 'plan', 'credentialSide'] : stageNames;
