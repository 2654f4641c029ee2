import { EDITIONS } from '../../state/editions.ts';
import type { OrgState } from '../../state/orgState.ts';
import type { DeployOptions } from './deployOptions.ts';

export const isProduction = ({ org }: OrgState): boolean => EDITIONS[org.edition].isProduction;

const TEST_LEVELS = ['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg'];

/** Why a deploy with such options is not even taken in. */
export const deployRefusal = (
  state: OrgState,
  { testLevel, rollbackOnError, runTests, performRetrieve }: DeployOptions,
): { code: string; message: string } | undefined => {
  if (performRetrieve) return { code: 'NOT_EMULATED', message: 'performRetrieve is not emulated.' };
  if (testLevel !== undefined && !TEST_LEVELS.includes(testLevel)) {
    return { code: 'NOT_EMULATED', message: `The test level ${testLevel} is not emulated.` };
  }
  if (runTests.length > 0 && testLevel !== 'RunSpecifiedTests') {
    const message = 'runTests can be used only with the testLevel RunSpecifiedTests';
    return { code: 'INVALID_OPERATION', message };
  }
  if (!isProduction(state)) return undefined;
  // L53
  if (testLevel === 'NoTestRun') {
    return { code: 'INVALID_OPERATION', message: 'testLevel of NoTestRun cannot be used in production organizations' };
  }
  // L50
  return rollbackOnError
    ? undefined
    : { code: 'INVALID_OPERATION', message: 'rollbackOnError must be true in production organizations' };
};
