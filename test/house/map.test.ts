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
});
