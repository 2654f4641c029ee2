import { format } from 'prettier';
import { NOT_EMULATED } from '../../src/emulator/metadata/schema/notEmulated.ts';
import { schemaTypes } from '../../src/emulator/metadata/types/table.ts';
import { NAME } from '../../src/emulator/hosts/hostNames.ts';
import { OBJECTS } from '../../src/emulator/soql/objectTable.ts';
import { EDITIONS } from '../../src/emulator/state/editions.ts';
import { switchNames } from '../../src/emulator/state/parseSwitch.ts';
import { editionNames, editionRows } from './editionRows.ts';
import { cassettesSection, readCassettesRecord } from '../cassettes/section.ts';
import { minloproSection, readRecord } from '../outside/minloproSection.ts';
import { endpointRows } from './endpointRows.ts';
import { lawRows } from './lawRows.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

const endpoints = (): string =>
  table(
    ['methods', 'path', 'state', 'what to know'],
    endpointRows.map(({ methods, path, grade, note }) => [methods, path, grade, note]),
  );

const objects = (): string =>
  table(
    ['object', 'API', 'written through the API'],
    OBJECTS.map(({ name, apis, writes }) => [
      name,
      apis.join(', '),
      [
        writes?.create === true ? 'create' : '',
        (writes?.update.length ?? 0) > 0 ? 'update' : '',
        writes?.delete === true ? 'delete' : '',
      ]
        .filter((verb) => verb !== '')
        .join(', '),
    ]),
  );

const metadataTypes = (): string =>
  table(
    ['type', 'elements of'],
    [...new Set(schemaTypes().map(({ name }) => name))].map((name) => {
      const roots = schemaTypes().filter((type) => type.name === name);
      return [name, roots.map(({ rootElement }) => rootElement ?? name).join(', ')];
    }),
  );

const refusedElements = (): string =>
  table(
    ['of', 'elements'],
    Object.entries(NOT_EMULATED).map(([type, names]) => [type, names.join(', ')]),
  );

const laws = (): string =>
  table(
    ['law', 'what', 'state', 'what to know'],
    lawRows.map(({ id, what, grade, open, note = '' }) => {
      const switches = (open ?? []).map((name) => `switch \`${name}\``);
      return [open ? `${id} ?` : id, what, grade, [...switches, ...(note === '' ? [] : [note])].join('; ')];
    }),
  );

const editions = (): string =>
  table(
    ['what', ...editionNames.map((name) => `\`${name}\``), 'says'],
    editionRows.map(({ what, of, source }) => [what, ...editionNames.map((name) => of(EDITIONS[name], name)), source]),
  );

/** docs/emulator.md, from the rows beside this file and the tables of the emulated org itself. */
export const renderDoc = async (): Promise<string> => {
  const minlopro = await readRecord();
  const cassettes = await readCassettesRecord();
  const text = `# The emulated org

\`sf selfcallout emulator start\` leaves an HTTP server running on 127.0.0.1 that behaves as a Salesforce org does, as far
as loopback callouts need it, and registers it as an ordinary authorized org. Unmodified \`sf\` commands work against it.
Everything is in memory; \`sf selfcallout emulator reset\` makes it new, \`sf selfcallout emulator stop\` ends it. It listens on
loopback addresses only. It takes less at a time than a real org: 10 MB a SOAP request or deploy, 32 MB when its zip is unpacked,
10,000 files, 3 MB any other request, 100,000 XML elements; beyond that it refuses. How to let its requests go wrong stands in [faults.md](faults.md).

It computes its answers from what was deployed, assigned and stored; there are no canned ones. What it does not do it
refuses by name (HTTP 501 with \`NOT_EMULATED\`, a fault, a failed component, a compile problem), and
\`sf selfcallout emulator status\` lists what was asked for in vain. It calls nobody beyond this machine; requests of its own
Apex to login.salesforce.com and test.salesforce.com it answers itself.

Nothing here was compared with a live org: it follows public documentation and reports. _faithful_ means as these
describe it, errors included; _simplified_ means right in what it does, and less than a real org does; _absent_ means not
there.

This file is generated: \`node scripts/emulatorDoc.ts\`.

## Who is in it

| user | profile | may |
| --- | --- | --- |
| admin@selfcallout.example | System Administrator | everything; the CLI is logged in as this user |
| integration@selfcallout.example | Minimum Access - API Only Integrations | use the API, and nothing else |
| autoproc@selfcallout.example | Automated Process | nothing |

In a sandbox their usernames end in its name: \`admin@selfcallout.example.dev\`.

## Kinds of org

\`sf selfcallout emulator start --edition KIND\`:

${editions()}

Nothing else differs: limits, licences and the objects of an edition are the same.

## Real host names

\`sf selfcallout emulator start --real-hosts\` gives the org the names of a real one: a My Domain of the form above (NAME is
\`${NAME}\`), and login.salesforce.com or test.salesforce.com, at which its users log in and the other one knows none of
them. So callback URLs, \`sf org login sfdx-url\`, audiences and checks of a My Domain are what they are in a real org.

Commands find it by the environment that the start prints (\`environment\` with \`--json\`): a proxy on 127.0.0.1 and a
certificate. Tunnels to \`*.my.salesforce.com\` and the two login hosts end in the process of the emulated org; it opens no other,
and asks nobody beyond this machine, DNS included. Callouts of the org's own Apex go the same way. The certificate is good for
these names alone and signs no other; its key stays in memory, and its file goes with \`emulator stop\`. Without that
environment a command asks the real Salesforce for a My Domain that nobody has there.

- A browser needs the same: \`chromium --proxy-server=… --ignore-certificate-errors-spki-list=…\`, or the certificate in its store.
- There are no \`*.lightning.force.com\`, \`*.vf.force.com\` and \`*.salesforce-setup.com\`: such pages stand on the My Domain.
- Plain HTTP is refused, and not redirected to HTTPS.
- With several orgs (\`--orgs\`) the login host leads to the first of its kind alone: log in to another at its My Domain.

## Endpoints

\`…\` stands for \`/services/data/vNN.0\`.

${endpoints()}

## Objects

An object or a field that is not here is unknown to this org, but for the commonest standard objects, which are refused as
not emulated.

${objects()}

## Metadata types

What is deployed is held against the official types (npm \`@salesforce/types\`) and what each API version knows of them. An
unknown element, a value that is none, an element twice or a list with others in between fails the component in the platform's
words with line and column, and the first such place is the one that is named; then elements that are missing are. Any order of
different elements will do. Any other type is refused by name, but for the fields of objects (\`CustomField\`), which are
deployed, retrieved and deleted with their object or alone: a file that leaves one out takes nothing away.

${metadataTypes()}

What the types know and a real org acts on, but this one does not, is refused by name too:

${refusedElements()}

## Laws

How a real org behaves, as statements that tests name by their number. A question mark stands where public sources leave
it open; such behaviour has a switch.

${laws()}

## Switches

Given to \`sf selfcallout emulator start --switch\`, once each:

${switchNames()
  .map((text) => `- \`${text}\``)
  .join('\n')}

${minloproSection(minlopro)}
${cassettesSection(cassettes)}`;
  return format(text, { parser: 'markdown', printWidth: 120, singleQuote: true });
};
