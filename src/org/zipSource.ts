import { parse } from 'node:path';
import type { FileSet } from '../core/fileSet.ts';

/** Folder of the virtual package directory in which SDR finds the files. */
const folder = 'main';

/**
 * Source files as a metadata-format zip with its manifest, converted by SDR in memory. No `.forceignore` and no
 * `replacements` of the project that we happen to stand in apply: the files are final. Nothing is written to disk, also
 * when SF_MDAPI_TEMP_DIR asks SDR's own deploy to, since the files may hold the consumer secret.
 */
export const zipSource = async (files: FileSet, apiVersion: string): Promise<Buffer> => {
  const [{ ComponentSet, MetadataConverter, MetadataResolver, RegistryAccess, ZipTreeContainer, registry }, zips] =
    await Promise.all([import('@salesforce/source-deploy-retrieve'), import('jszip')]);
  const JSZip = zips.default;
  // Without one SDR reads the presets of the project that we stand in, again for each of its parts.
  const types = new RegistryAccess(registry);
  const source = new JSZip();
  for (const [path, text] of files) source.file(`${folder}/${path}`, text);
  const tree = await ZipTreeContainer.create(await source.generateAsync({ type: 'nodebuffer' }));
  // SDR reads the file of an object synchronously, to list its fields, and a zip cannot be read so.
  tree.readFileSync = (path) =>
    Buffer.from(files.get(path.replaceAll('\\', '/').slice(folder.length + 1)) ?? '', 'utf8');
  const components = new ComponentSet(new MetadataResolver(types, tree, false).getComponentsFromPath(folder), types);
  components.apiVersion = apiVersion;
  components.sourceApiVersion = apiVersion;
  components.projectDirectory = parse(process.execPath).root;
  const { zipBuffer } = await new MetadataConverter(types).convert(components, 'metadata', { type: 'zip' });
  if (!zipBuffer) throw new Error('SDR made no zip');
  return zipBuffer;
};
