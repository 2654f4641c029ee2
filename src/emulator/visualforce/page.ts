/** A piece of a page: text as it stands, or an expression whose value goes there; `raw` leaves it unescaped. */
export type PagePart = { text: string } | { expression: string; raw: boolean };

/** A Visualforce page, read. */
export type Page = {
  /** Of `<apex:page>`, names in lower case. */
  attributes: Readonly<Record<string, string>>;
  parts: readonly PagePart[];
};

/** Why markup is no page of this org; line and column count from 1. */
export type PageProblem = { problem: string; line: number; column: number };
