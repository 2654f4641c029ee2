import { blankObject } from '../bind/creators.ts';
import type { ApexHost } from '../host.ts';
import { setCurrentPage } from '../lib/apexPages.ts';
import { pageReference, urlOf, type Reference } from '../lib/pageReference.ts';
import { linkPage, type LinkedPage } from '../link/linkPage.ts';
import type { Program } from '../link/program.ts';
import type { Tx, Value } from '../model.ts';
import type { PageApex, PageOutcome } from '../requests.ts';
import { textOf } from '../values/text.ts';
import { runUnit, uncaughtText } from './runUnit.ts';
import { newTransaction } from './transaction.ts';

/** The controller, then its extensions, which are given it. */
const construct = async (tx: Tx, { classes }: LinkedPage): Promise<Value[]> => {
  const objects: Value[] = [];
  for (const { type, create } of classes) {
    const made = blankObject(type);
    await create.invoke(tx, made, objects.slice(0, 1));
    objects.push(made);
  }
  return objects;
};

/**
 * Opens a page: constructors, then its action, then, unless that led elsewhere, its merge fields. DML is for the action
 * alone.
 */
export const runPage = async (program: Program, page: PageApex, url: string, host: ApexHost): Promise<PageOutcome> => {
  const linked = linkPage(program, page);
  if ('problem' in linked) return { problem: linked.problem, stackTrace: '', log: [] };
  const tx = newTransaction(program, host, 'VF', linked.classes[0]?.type.def.apiVersion ?? 0);
  setCurrentPage(tx, pageReference(url));
  const values = new Map<string, string>();
  const gone: string[] = [];
  const error = await runUnit(tx, `VF: ${url.split('?')[0] ?? url}`, async () => {
    tx.noDml = true;
    const objects = await construct(tx, linked);
    if (linked.action) {
      tx.noDml = false;
      const { from, method } = linked.action;
      const target = await method.invoke(tx, method.isStatic ? null : (objects[from] ?? null), []);
      if (target !== null) gone.push(urlOf(target as Reference));
      tx.noDml = true;
    }
    if (gone.length > 0) return;
    for (const [path, { from, get }] of linked.fields) {
      const value = await get(tx, objects[from] ?? null);
      values.set(path, value === null ? '' : await textOf(tx, value));
    }
  });
  const log = tx.logLines;
  if (error) return { problem: uncaughtText(error), stackTrace: error.value.thrown?.trace ?? '', log };
  const [location] = gone;
  return location === undefined ? { values, log } : { location, log };
};
