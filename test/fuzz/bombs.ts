import JSZip from 'jszip';
import { manifestOf } from '../emulator/metadata/metadataOrg.ts';
import { metadataCall, packageFiles, zipWith } from './bodies.ts';
import type { FuzzRequest, Target } from './fuzzRequest.ts';

const ENTITIES = Array.from({ length: 30 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');

const deep = (open: string, close: string, depth: number, inside = ''): string =>
  open.repeat(depth) + inside + close.repeat(depth);

/** Texts that have felled parsers: put whole in the place of a body, or of a value in it. */
export const TEXT_BOMBS: readonly string[] = [
  '',
  '\u0000',
  '\ufeff',
  'null',
  '[]',
  '{}',
  '"\\ud800"',
  '1e999999',
  '-0',
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":1},"toString":1}',
  deep('[', ']', 20_000),
  deep('{"a":', '}', 20_000, '1'),
  '<a/>'.repeat(150_000),
  `[${'{},'.repeat(100_000)}{}]`,
  `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${ENTITIES}]><x>&e30;</x>`,
  '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "http://127.0.0.1:9/">]><x>&f;</x>',
  deep('<a>', '</a>', 20_000),
  `<a ${'b="c" '.repeat(20_000)}/>`,
  `<a${' '.repeat(50_000)}`,
  `<a ${' b = "c"'.repeat(5_000)} !>`,
  `<!--${'-'.repeat(50_000)}`,
  `<![CDATA[${']'.repeat(50_000)}`,
  '&#x110000;&#xd800;&#0;&#99999999999999999999;&amp',
  deep('(', ')', 20_000),
  `SELECT Id FROM Account WHERE ${deep('(', ')', 3_000, "Name = 'a'")}`,
  `SELECT Id FROM Account WHERE ${'NOT '.repeat(5_000)} Name = 'a'`,
  `SELECT Id FROM Account WHERE Name LIKE '${'%a'.repeat(40)}%b'`,
  `SELECT Id FROM Account WHERE Name IN (${"'a',".repeat(20_000)}'b')`,
  `SELECT ${'Id, '.repeat(5_000)}Id FROM Account`,
  'SELECT Id FROM Account LIMIT 99999999999999999999 OFFSET -1',
  "SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:99999999999999 OR Name = '\\",
  `{ ${deep('a{', '}', 3_000, 'b')} }`,
  'query { ...F } fragment F on Query { ...F }',
  `System.debug(${deep('(', ')', 2_000, '1')});`,
  `String s = '${'x'.repeat(100_000)}';`,
  `Integer i = ${'1+'.repeat(3_000)}1;`,
  deep('if (true) {', '}', 1_000),
  '/* never ended',
  "'",
  '\\u0041\\uD83D \u202e \u2028',
  '%00%ff%c0%af..%2f..%2f',
  '../../../../etc/passwd',
  'x'.repeat(200_000),
  '\u{1f600}'.repeat(50_000),
  '<script>alert(1)</script>',
  "' OR '1'='1",
  '9'.repeat(5_000),
  '-1',
  'NaN',
  'constructor',
  '__proto__',
  'hasOwnProperty',
  'toString',
];

const MANIFEST = manifestOf([['ApexClass', '*']]);

const base64Of = async (fill: (zip: JSZip) => void): Promise<string> => {
  const zip = new JSZip();
  fill(zip);
  return zip.generateAsync({ type: 'base64', compression: 'DEFLATE' });
};

/** Zips that no deploy may be hurt by, base64. `megabytes` is what the bomb among them comes to. */
const zipBombs = async (megabytes: number): Promise<string[]> => {
  const zeros = Buffer.alloc(megabytes * 1024 * 1024);
  const bomb = await base64Of((zip) => zip.file('package.xml', MANIFEST).file('classes/Bomb.cls', zeros));
  const lying = Buffer.from(bomb, 'base64');
  // The sizes that the directory of the zip tells are not what comes out of it.
  for (const [signature, at] of [
    [0x04034b50, 22],
    [0x02014b50, 24],
  ] as const) {
    for (let place = 0; place < lying.length - 46; place += 1)
      if (lying.readUInt32LE(place) === signature) lying.writeUInt32LE(7, place + at);
  }
  const nested = await base64Of((zip) =>
    zip.file('package.xml', MANIFEST).file('classes/A.cls', Buffer.from(bomb, 'base64')),
  );
  return [
    bomb,
    lying.toString('base64'),
    nested,
    await base64Of((zip) => {
      zip.file('package.xml', MANIFEST);
      for (let n = 0; n < 20_000; n += 1) zip.file(`classes/C${n}.cls`, '');
    }),
    await base64Of((zip) => {
      zip.file('../package.xml', MANIFEST);
      for (const path of [
        '../../../tmp/evil.cls',
        '/etc/evil.cls',
        'classes/../../evil.cls',
        'C:\\evil.cls',
        'classes/..\\..\\e.cls',
        'classes/\u0000.cls',
      ])
        zip.file(path, 'public class Evil {}', { createFolders: false });
    }),
    await base64Of((zip) => {
      zip.file('package.xml', MANIFEST);
      for (const [path, text] of Object.entries(packageFiles)) zip.file(`../${path}`, text, { createFolders: false });
    }),
    ...(await Promise.all(
      TEXT_BOMBS.filter((text) => text.length < 60_000).map((text) =>
        base64Of((zip) =>
          zip
            .file('package.xml', text.startsWith('<') ? text : MANIFEST)
            .file('classes/Fuzz.cls', text)
            .file('classes/Fuzz.cls-meta.xml', packageFiles['classes/Fuzz.cls-meta.xml'] ?? '')
            .file('permissionsets/P.permissionset', text),
        ),
      ),
    )),
    await zipWith({
      'package.xml': `<Package xmlns="http://soap.sforce.com/2006/04/metadata">${'<types><members>*</members><name>ApexClass</name></types>'.repeat(2_000)}</Package>`,
    }),
    Buffer.from('PK\u0005\u0006'.padEnd(22, '\u0000')).toString('base64'),
    'not base64 !',
  ];
};

/** Deploys of such zips. */
export const zipBombRequests = async (target: Target, megabytes: number): Promise<FuzzRequest[]> =>
  (await zipBombs(megabytes)).map((zip, n) => ({
    of: `deploy of zip bomb ${n}`,
    method: 'POST',
    path: '/services/Soap/m/66.0',
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body: Buffer.from(
      metadataCall(
        target.token,
        'deploy',
        `<ZipFile>${zip}</ZipFile><DeployOptions><rollbackOnError>true</rollbackOnError><singlePackage>true</singlePackage></DeployOptions>`,
      ),
    ),
  }));
