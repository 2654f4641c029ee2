import { fail } from '../failure.ts';
import { componentNames } from '../names.ts';
import { RESERVED_WORDS, WORDS_OF_TEMPLATES } from './apexWords.ts';
import { PLATFORM_NAMES } from './platformNames.ts';
import { quoteInput } from './quoteInput.ts';

/** A class name has 40 characters at most, an Auth Provider's URL suffix 32; `ActionTest` has to fit behind it. */
const LONGEST_NAME = 30;

const CLASSES = [
  ...([
    'client',
    'clientTest',
    'probe',
    'probeTest',
    'jobs',
    'jobsTest',
    'soap',
    'soapTest',
    'action',
    'actionTest',
  ] as const),
  ...(['auth', 'authTest'] as const),
];

const isWellFormed = (name: string): boolean =>
  /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !name.includes('__') && !name.endsWith('_') && name.length <= LONGEST_NAME;

/** Gives `name` back when every component can be named after it; fails with InvalidName or ReservedName. */
export const checkName = (name: string): string => {
  if (!isWellFormed(name)) fail('InvalidName', { name: quoteInput(name), longest: LONGEST_NAME });
  const names = componentNames(name);
  const lower = name.toLowerCase();
  if (RESERVED_WORDS.has(lower) || WORDS_OF_TEMPLATES.has(lower)) fail('ReservedName', { name });
  const shadowing = CLASSES.map((each) => names[each]).find((type) => PLATFORM_NAMES.has(type.toLowerCase()));
  if (shadowing !== undefined) fail('ShadowingName', { name, type: shadowing });
  return name;
};
