import JSZip from 'jszip';
import { deployZip } from '../recipes/deployZip.ts';
import type { Cassette } from './cassette.ts';
import { API_VERSION, type ReplayOrg } from './replayOrg.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

type Row = Readonly<Record<string, unknown>>;

const rowsOf = ({ interactions }: Cassette, type: string): Row[] =>
  interactions.flatMap(({ text }) => {
    if (!text.includes(`"${type}"`)) return [];
    const { records = [] } = JSON.parse(text) as { records?: { attributes: { type: string } }[] };
    return records.filter(({ attributes }) => attributes.type === type);
  });

const testClass = (name: string, covered: string | undefined, results: readonly Row[]): string => {
  const methods = [...new Set(results.map((row) => String(row['MethodName'])))].map((method, index) => {
    const call = index === 0 && covered !== undefined ? `${covered}.run(true); ` : '';
    return `  @IsTest static void ${method}() { ${call}System.assertEquals(2, 1 + 1); }`;
  });
  return `@IsTest\nprivate class ${name} {\n${methods.join('\n')}\n}\n`;
};

const coveredClass = (name: string): string =>
  `public class ${name} {\n  public static Integer run(Boolean yes) {\n    if (yes) {\n      return 1;\n    }\n    return 2;\n  }\n}\n`;

/**
 * Deploys, through the Metadata API, classes of the names that a cassette's test run has: test classes with the methods that
 * it reports, and what they cover. Their text is our own.
 */
export const prepareClasses = async (org: ReplayOrg, cassette: Cassette): Promise<void> => {
  const tests = new Map(rowsOf(cassette, 'ApexClass').map((row) => [String(row['Id']), String(row['Name'])]));
  if (tests.size === 0) return;
  const results = rowsOf(cassette, 'ApexTestResult');
  const covered = [
    ...new Set(
      rowsOf(cassette, 'ApexCodeCoverageAggregate').map((row) => String((row['ApexClassOrTrigger'] as Row)['Name'])),
    ),
  ].filter((name) => ![...tests.values()].includes(name));
  const sources = new Map(covered.map((name) => [name, coveredClass(name)]));
  [...tests].forEach(([id, name], index) => {
    const own = results.filter((row) => row['ApexClassId'] === id);
    sources.set(name, testClass(name, covered[index], own.length > 0 ? own : [{ MethodName: 'runs' }]));
  });
  const zip = new JSZip();
  const members = [...sources.keys()].map((name) => `<members>${name}</members>`).join('');
  zip.file(
    'package.xml',
    `<?xml version="1.0"?><Package xmlns="${NAMESPACE}"><types>${members}<name>ApexClass</name></types><version>${API_VERSION}</version></Package>`,
  );
  for (const [name, source] of sources) {
    zip.file(`classes/${name}.cls`, source);
    zip.file(
      `classes/${name}.cls-meta.xml`,
      `<?xml version="1.0"?><ApexClass xmlns="${NAMESPACE}"><apiVersion>${API_VERSION}</apiVersion><status>Active</status></ApexClass>`,
    );
  }
  const { details } = await deployZip(org.emulator, await zip.generateAsync({ type: 'uint8array' }), API_VERSION, {});
  if (details.componentFailures.length > 0) throw new Error(JSON.stringify(details.componentFailures));
};
