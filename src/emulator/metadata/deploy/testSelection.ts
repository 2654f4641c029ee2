import type { ApexSource, TestSelection } from '../../apex/host.ts';
import type { DeployOptions } from './deployOptions.ts';

type Given = { options: DeployOptions; isProduction: boolean; bringsApex: boolean; classes: readonly ApexSource[] };

/**
 * L53: which tests a deploy runs. Without a level, production runs all local ones for a package with Apex; elsewhere
 * and for a package without Apex there are none. The runtime leaves out classes that hold no tests.
 */
export const testSelection = ({ options, isProduction, bringsApex, classes }: Given): TestSelection[] => {
  const level = options.testLevel ?? (isProduction && bringsApex ? 'RunLocalTests' : 'NoTestRun');
  if (level === 'NoTestRun') return [];
  if (level !== 'RunSpecifiedTests') return classes.map(({ name }) => ({ className: name }));
  return options.runTests.map((name) => {
    const [className = '', method] = name.split('.');
    return { className, ...(method === undefined ? {} : { methods: [method] }) };
  });
};
