import { childrenOf, childText } from '../../soap/envelope.ts';
import { parseXml } from '../../soap/parseXml.ts';
import { METADATA_NAMESPACE } from '../../soap/soapAnswer.ts';
import type { Candidate } from '../applyComponent.ts';
import { pathOf } from '../componentFiles.ts';
import { notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { MetadataType } from '../metadataType.ts';
import { customObject } from '../types/customObject.ts';
import { metadataType } from '../types/table.ts';
import type { Subject } from './deployMessage.ts';
import type { Member } from './manifest.ts';
import type { DeployPackage } from './readPackage.ts';

/** A component of a package, ready to be judged, or what is wrong with it already. */
export type Entry = { subject: Subject } & ({ candidate: Candidate } | { problem: MetadataProblem });

const parsed = (
  type: MetadataType,
  fullName: string,
  text: string,
  body: string | undefined,
): Candidate | MetadataProblem => {
  const element = parseXml(text);
  if ('problem' in element) {
    const { line, column } = element;
    return { ...problemOf('INVALID_FIELD', `Error parsing file: ${element.problem}`), line, column };
  }
  const root = type.rootElement ?? type.name;
  const isOfMetadata = Object.values(element.attributes).includes(METADATA_NAMESPACE);
  if (element.name !== root || !isOfMetadata) {
    const { line, column } = element;
    const problem = `Error parsing file: expected the root element {${METADATA_NAMESPACE}}${root}, found ${element.name}`;
    return { ...problemOf('INVALID_FIELD', problem), line, column };
  }
  return { type, fullName, element, ...(body === undefined ? {} : { body }) };
};

const notFound = (subject: Subject, { prefix }: DeployPackage): Entry => {
  const { componentType, fullName } = subject;
  const problem = `An object '${fullName}' of type ${componentType} was named in package.xml, but was not found in zipped directory`;
  return { subject: { ...subject, fileName: `${prefix}package.xml` }, problem: problemOf('INVALID_FIELD', problem) };
};

const entryOf = (type: MetadataType, fullName: string, content: DeployPackage): Entry => {
  const { prefix, files } = content;
  const path = pathOf(type, fullName);
  const subject = { componentType: type.name, fullName, fileName: prefix + path };
  const main = files.get(path);
  const meta = type.metaFile ? files.get(`${path}-meta.xml`) : main;
  if (main === undefined) {
    return notFound(subject, content);
  }
  if (meta === undefined) {
    return { subject, problem: problemOf('INVALID_FIELD', `Metadata file ${path}-meta.xml is missing`) };
  }
  const candidate = parsed(type, fullName, meta, type.metaFile ? main : undefined);
  return 'problem' in candidate ? { subject, problem: candidate } : { subject, candidate };
};

const namesIn = (type: MetadataType, files: ReadonlyMap<string, string>): string[] =>
  [...files.keys()]
    .filter((path) => path.startsWith(`${type.directory}/`) && path.endsWith(`.${type.suffix}`))
    .map((path) => path.slice(type.directory.length + 1, -type.suffix.length - 1));

/**
 * A field that a manifest names beside its object comes in the object's file, and counts as a part of that. One whose
 * object is not named comes alone, whatever else the file holds.
 */
const fieldEntries = (member: Member, content: DeployPackage): Entry[] => {
  const [object = '', field = ''] = member.fullName.split('.');
  const file = entryOf(customObject, object, content);
  const subject = { ...file.subject, componentType: member.type, fullName: member.fullName };
  if ('problem' in file && content.files.has(pathOf(customObject, object))) return [{ ...file, subject }];
  const root = 'candidate' in file ? file.candidate.element : undefined;
  const fields = childrenOf(root, 'fields').filter((each) => childText(each, 'fullName') === field);
  if (!root || fields.length === 0) return [notFound(subject, content)];
  const isNamed = content.manifest.members.some(
    ({ type, fullName }) => type === customObject.name && [object, '*'].includes(fullName),
  );
  const element = { ...root, elements: fields };
  return isNamed ? [] : [{ subject, candidate: { type: customObject, fullName: object, element, isPart: true } }];
};

const entriesOf = (member: Member, content: DeployPackage): Entry[] => {
  if (member.type === 'CustomField') return fieldEntries(member, content);
  const type = metadataType(member.type);
  if (!type) {
    const subject = { componentType: member.type, fullName: member.fullName, fileName: `${content.prefix}package.xml` };
    return [{ subject, problem: notEmulatedProblem(`Metadata type ${member.type}`) }];
  }
  const names = member.fullName === '*' ? namesIn(type, content.files) : [member.fullName];
  return names.map((name) => {
    const itsType = metadataType(member.type, name);
    if (itsType) return entryOf(itsType, name, content);
    const subject = { componentType: type.name, fullName: name, fileName: content.prefix + pathOf(type, name) };
    return { subject, problem: notEmulatedProblem(`${type.name} ${name}`) };
  });
};

/** Everything a package brings, each component once; files that its manifest does not name are failures. */
export const packageEntries = (content: DeployPackage, allowMissingFiles: boolean): Entry[] => {
  const entries = new Map<string, Entry>();
  for (const member of content.manifest.members) {
    for (const entry of entriesOf(member, content)) {
      if (allowMissingFiles && metadataType(member.type) && entry.subject.fileName === `${content.prefix}package.xml`)
        continue;
      entries.set(`${entry.subject.componentType}/${entry.subject.fullName}`, entry);
    }
  }
  const claimed = new Set([...entries.values()].map(({ subject }) => subject.fileName.slice(content.prefix.length)));
  const strays = [...content.files.keys()].filter(
    (path) => !claimed.has(path) && !claimed.has(path.replace(/-meta\.xml$/, '')),
  );
  const problem = problemOf('INVALID_FIELD', 'Not in package.xml');
  const refused = [...entries.values()].filter(
    (entry) => 'problem' in entry && !metadataType(entry.subject.componentType),
  );
  return [
    ...entries.values(),
    ...strays
      .filter(() => refused.length === 0)
      .map((path) => ({ subject: { componentType: '', fullName: path, fileName: content.prefix + path }, problem })),
  ];
};
