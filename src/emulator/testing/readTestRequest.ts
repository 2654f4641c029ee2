import type { TestSelection } from '../apex/host.ts';
import { asObject } from '../http/answer.ts';
import { componentsOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { testsIn } from './runTests.ts';

export type TestRequest = {
  /** Every method by name. */
  selection: readonly Required<TestSelection>[];
  /** Whether all tests of the org were asked for. */
  isAll: boolean;
  skipsCoverage: boolean;
};

/** A request that is not carried out: as the platform refuses it, or (501) because it is not emulated. */
export type Refused = { status: number; errorCode: string; message: string };

const invalid = (message: string): Refused => ({ status: 403, errorCode: 'INVALID_INPUT', message });

const notEmulated = (what: string): Refused => ({
  status: 501,
  errorCode: 'NOT_EMULATED',
  message: `${what} is not emulated: name classes, methods or a test level.`,
});

const lower = (name: string): string => name.toLowerCase();

/** Members of a request that have no counterpart here. */
const ABSENT = ['suiteids', 'suiteNames', 'maxFailedTests'];

type Item = { className: string; testMethods: readonly string[] | undefined };

const classNameOf = (state: OrgState, item: Readonly<Record<string, unknown>>): string => {
  if (typeof item['className'] === 'string') return item['className'];
  const classId = typeof item['classId'] === 'string' ? item['classId'] : '';
  const found = componentsOf(state, 'ApexClass').find(({ id }) => id.slice(0, 15) === classId.slice(0, 15));
  return found?.fullName ?? classId;
};

const itemsOf = (state: OrgState, body: Readonly<Record<string, unknown>>): Item[] => {
  const list = (name: string): string[] =>
    typeof body[name] === 'string' ? body[name].split(',').map((part) => part.trim()) : [];
  const given: readonly unknown[] = Array.isArray(body['tests']) ? body['tests'] : [];
  const tests = given.map((each) => asObject(each) ?? {});
  return [
    ...list('classNames').map((className) => ({ className, testMethods: undefined })),
    ...list('classids').map((classId) => ({ className: classNameOf(state, { classId }), testMethods: undefined })),
    ...tests.map((item) => ({
      className: classNameOf(state, item),
      testMethods: Array.isArray(item['testMethods']) ? item['testMethods'].map(String) : undefined,
    })),
  ];
};

const select = (
  { className, testMethods }: Item,
  known: ReadonlyMap<string, readonly string[]>,
): Required<TestSelection> | Refused => {
  const [name, methods = []] = [...known].find(([each]) => lower(each) === lower(className)) ?? [];
  if (name === undefined) {
    const what = `This class name's value is invalid: ${className}.`;
    return invalid(`${what} Provide the name of an Apex class that has test methods.`);
  }
  const missing = testMethods?.find((method) => !methods.some((each) => lower(each) === lower(method)));
  if (missing !== undefined) return invalid(`${name} has no test method ${missing}.`);
  const isChosen = (method: string): boolean =>
    testMethods === undefined || testMethods.some((each) => lower(each) === lower(method));
  return { className: name, methods: methods.filter(isChosen) };
};

const chosen = (items: readonly Item[], known: ReadonlyMap<string, readonly string[]>): TestRequest | Refused => {
  const selection: Required<TestSelection>[] = [];
  for (const item of items) {
    const found = select(item, known);
    if ('errorCode' in found) return found;
    if (selection.some(({ className }) => className === found.className)) {
      return invalid(`Include the class name ${found.className} only once.`);
    }
    selection.push(found);
  }
  return { selection, isAll: false, skipsCoverage: false };
};

/** What runTestsSynchronous and runTestsAsynchronous are asked to run. */
export const readTestRequest = async (
  state: OrgState,
  body: Readonly<Record<string, unknown>>,
): Promise<TestRequest | Refused> => {
  const absent = ABSENT.find((name) => body[name] !== undefined && body[name] !== null);
  if (absent) return notEmulated(absent);
  const skipsCoverage = body['skipCodeCoverage'] === true;
  const known = await testsIn(state);
  const items = itemsOf(state, body);
  if (items.length > 0) {
    const request = chosen(items, known);
    return 'errorCode' in request ? request : { ...request, skipsCoverage };
  }
  const isAll = ['RunLocalTests', 'RunAllTestsInOrg'].includes(String(body['testLevel']));
  if (!isAll || known.size === 0) return invalid('Always provide a classes, suites, tests, or testLevel property.');
  return { selection: [...known].map(([className, methods]) => ({ className, methods })), isAll, skipsCoverage };
};
