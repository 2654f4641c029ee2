import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/root.ts';

const foldersIn = async (folder: string): Promise<string[]> =>
  (await readdir(join(root, folder), { withFileTypes: true }))
    .filter((each) => each.isDirectory())
    .map(({ name }) => name);

describe('house: the map of the code', () => {
  it('has every room of the sources and every kind of test', async () => {
    const [map = ''] =
      /## The tree[\s\S]*?(?=\n## )/.exec(await readFile(join(root, 'docs/architecture.md'), 'utf8')) ?? [];
    const rooms = await foldersIn('src');
    const inner = await Promise.all(
      rooms.filter((room) => room !== 'commands').map((room) => foldersIn(join('src', room))),
    );
    const missing = [...rooms, ...inner.flat(), ...(await foldersIn('test'))].filter(
      (name) => !new RegExp(String.raw`(^|[\s\`])${name}/`, 'm').test(map),
    );
    expect(missing).to.deep.equal([]);
  });

  it('has one decision for each number', async () => {
    const files = (await readdir(join(root, 'docs/decisions'))).toSorted();
    const numbers = files.map((file) => file.slice(0, 3));
    expect(numbers).to.deep.equal(files.map((_, index) => String(index + 1).padStart(3, '0')));
    const heads = await Promise.all(files.map((file) => readFile(join(root, 'docs/decisions', file), 'utf8')));
    expect(heads.map((text) => text.slice(2, 5))).to.deep.equal(numbers);
  });
});
