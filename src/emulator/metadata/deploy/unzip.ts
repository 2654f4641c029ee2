import JSZip, { type JSZipObject } from 'jszip';

/** A deploy has at most so many files (platform-facts §8.2); what they unpack to is less here than in a real org's 400 MB. */
const MOST_FILES = 10_000;
const MOST_MEGABYTES = 32;

/** Ends the zip's directory, whose length tells how many files there are before any is looked at. */
const END_OF_DIRECTORY = Buffer.from('PK\u0005\u0006');

const countOf = (zip: Buffer): number => {
  const end = zip.lastIndexOf(END_OF_DIRECTORY);
  return end === -1 || end + 12 > zip.length ? 0 : zip.readUInt16LE(end + 10);
};

/** Text of a file as far as `most` bytes allow; undefined when it has more. The size that a zip tells may be a lie. */
const textOf = (entry: JSZipObject, most: number): Promise<{ text: string; size: number } | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = entry.nodeStream();
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else {
        stream.pause();
        resolve(undefined);
      }
    });
    stream.on('error', reject);
    stream.on('end', () => resolve({ text: Buffer.concat(chunks).toString('utf8'), size }));
  });

/**
 * Texts of a zip's files by path. `unreadable`: it is no zip; `tooLarge`: why it is not unpacked. Paths are names in the zip and
 * nothing else: no file is written.
 */
export const unzip = async (
  zip: Uint8Array,
): Promise<Map<string, string> | { unreadable: true } | { tooLarge: string }> => {
  if (countOf(Buffer.from(zip)) > MOST_FILES) return { tooLarge: `more than ${MOST_FILES} files` };
  const texts = new Map<string, string>();
  let left = MOST_MEGABYTES * 1024 * 1024;
  try {
    const archive = await JSZip.loadAsync(zip);
    for (const entry of Object.values(archive.files)) {
      if (entry.dir) continue;
      const found = await textOf(entry, left);
      if (!found) return { tooLarge: `more than ${MOST_MEGABYTES} MB when unpacked` };
      left -= found.size;
      texts.set(entry.name, found.text);
    }
    return texts;
  } catch {
    return { unreadable: true };
  }
};
