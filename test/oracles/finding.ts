/** What a judge has to say about a file. */
export type Finding = {
  judge: 'apex-ls' | 'jorje' | 'prettier' | 'pmd' | 'xmllint';
  /** The rule's name, or the kind of problem where a judge has no rules. */
  rule: string;
  /** Path of the file in its loopback: `classes/SelfCallout.cls`. */
  path: string;
  /** 1-based; 0 for the whole file. */
  line: number;
  message: string;
};

export const describeFinding = ({ judge, rule, path, line, message }: Finding): string =>
  `${judge} ${rule} ${path}:${line} ${message}`;
