import { expect } from 'chai';
import { sources } from './sources.ts';

const sorted = sources.map(({ lines }) => lines).sort((a, b) => a - b);
const quantile = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

describe('house: sizes of source files', () => {
  it('has no file over 250 lines', () => {
    const long = sources.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).to.deep.equal([]);
  });

  it('has a median of at most 70 lines', () => {
    expect(quantile(0.5)).to.be.at.most(70);
  });

  it('has nine of ten files at most 160 lines long', () => {
    expect(quantile(0.9)).to.be.at.most(160);
  });
});
