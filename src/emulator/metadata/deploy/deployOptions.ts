import { childOf, childrenOf, childText } from '../../soap/envelope.ts';
import type { XmlElement } from '../../soap/parseXml.ts';

/** DeployOptions of the Metadata API; the defaults are the API's own (L50: no rollback). */
export type DeployOptions = {
  allowMissingFiles: boolean;
  checkOnly: boolean;
  ignoreWarnings: boolean;
  performRetrieve: boolean;
  rollbackOnError: boolean;
  runTests: readonly string[];
  testLevel: string | undefined;
};

export const readDeployOptions = (operation: XmlElement): DeployOptions => {
  const options = childOf(operation, 'DeployOptions');
  const flag = (name: string): boolean => childText(options, name) === 'true';
  return {
    allowMissingFiles: flag('allowMissingFiles'),
    checkOnly: flag('checkOnly'),
    ignoreWarnings: flag('ignoreWarnings'),
    performRetrieve: flag('performRetrieve'),
    rollbackOnError: flag('rollbackOnError'),
    runTests: childrenOf(options, 'runTests').map((test) => test.text.trim()),
    testLevel: childText(options, 'testLevel'),
  };
};
