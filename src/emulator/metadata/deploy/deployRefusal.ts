import type { OrgState } from '../../state/orgState.ts';
import type { DeployOptions } from './deployOptions.ts';

const isProduction = ({ org }: OrgState): boolean => !org.isSandbox && org.organizationType !== 'Developer Edition';

/** Why a deploy with such options is not even taken in. */
export const deployRefusal = (
  state: OrgState,
  { testLevel, rollbackOnError, runTests }: DeployOptions,
): { code: string; message: string } | undefined => {
  if (isProduction(state)) {
    // L53
    if (testLevel === 'NoTestRun') {
      return {
        code: 'INVALID_OPERATION',
        message: 'testLevel of NoTestRun cannot be used in production organizations',
      };
    }
    // L50
    if (!rollbackOnError) {
      return { code: 'INVALID_OPERATION', message: 'rollbackOnError must be true in production organizations' };
    }
  }
  if ((testLevel !== undefined && testLevel !== 'NoTestRun') || runTests.length > 0 || isProduction(state)) {
    return { code: 'NOT_EMULATED', message: 'A deploy that runs tests is not emulated; send testLevel NoTestRun.' };
  }
  return undefined;
};
