import { expect } from 'chai';
import { sources } from './sources.ts';

const valueImports = new Map(
  sources.map(({ path, imports }) => [
    path,
    imports.filter(({ typeOnly, target }) => !typeOnly && target !== undefined).map(({ target = '' }) => target),
  ]),
);

/** The first cycle that a walk from each file meets, as a list of paths. */
const findCycle = (): string[] => {
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const next of valueImports.get(path) ?? []) {
      const cycle = walk(next, [...trail, path]);
      if (cycle.length > 0) return cycle;
    }
    done.add(path);
    return [];
  };
  for (const path of valueImports.keys()) {
    const cycle = walk(path, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
};

describe('house: cycles', () => {
  it('has no cycle of value imports', () => {
    expect(findCycle()).to.deep.equal([]);
  });
});
