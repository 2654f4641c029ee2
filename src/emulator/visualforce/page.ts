import type { PageApex } from '../apex/requests.ts';

/**
 * A piece of a page: text as it stands, an expression, or a merge field of its controllers, whose value goes there;
 * `raw` leaves it unescaped.
 */
export type PagePart = { text: string } | { expression: string; raw: boolean } | { field: string; raw: boolean };

/** A Visualforce page, read. */
export type Page = {
  /** Of `<apex:page>`, names in lower case. */
  attributes: Readonly<Record<string, string>>;
  parts: readonly PagePart[];
  /** Null of a page without a controller. */
  apex: PageApex | null;
};

/** Why markup is no page of this org; line and column count from 1. */
export type PageProblem = { problem: string; line: number; column: number };
