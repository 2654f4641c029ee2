import { problemOf, type MetadataProblem } from '../metadataProblem.ts';

/** The platform's rule for API names, in its words. */
export const developerNameProblems = (label: string, fullName: string): MetadataProblem[] =>
  /^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(fullName) && fullName.length <= 80
    ? []
    : [
        problemOf(
          'FIELD_INTEGRITY_EXCEPTION',
          `The ${label} API Name can only contain underscores and alphanumeric characters. It must be unique, ` +
            'begin with a letter, not include spaces, not end with an underscore, and not contain two consecutive ' +
            'underscores.',
        ),
      ];
