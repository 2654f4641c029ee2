import { METADATA_NAMESPACE } from '../../soap/soapAnswer.ts';
import { writeXml } from '../../soap/writeXml.ts';
import type { Member } from '../deploy/manifest.ts';

/** The manifest that a retrieve puts beside its files. */
export const packageXml = (members: readonly Member[], apiVersion: string): string => {
  const types = [...new Set(members.map(({ type }) => type))]
    .toSorted()
    .flatMap((type) => [
      '    <types>',
      ...[...new Set(members.filter((member) => member.type === type).map(({ fullName }) => fullName))]
        .toSorted()
        .map((fullName) => `        ${writeXml('members', fullName)}`),
      `        ${writeXml('name', type)}`,
      '    </types>',
    ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Package xmlns="${METADATA_NAMESPACE}">`,
    ...types,
    `    ${writeXml('version', apiVersion)}`,
    '</Package>',
    '',
  ].join('\n');
};
