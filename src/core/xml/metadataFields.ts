import { parseMetadata, type XmlElement } from './xmlElement.ts';

/** Texts of an element's children by their names; of several of a name the last. */
export type Fields = ReadonlyMap<string, string>;

const fieldsIn = ({ children }: XmlElement): Fields => new Map(children.map(({ name, text }) => [name, text]));

/** The fields of a metadata file's root. */
export const metadataFields = (xml: string): Fields => fieldsIn(parseMetadata(xml));

/** The fields of each of the root's children: those of a credential are its parameters. */
export const metadataParameters = (xml: string): readonly Fields[] => parseMetadata(xml).children.map(fieldsIn);

/** A claim in the assertions of a JWT bearer credential, such as `iss`; undefined where it has none. */
export const jwtClaim = (parameters: readonly Fields[], claim: string): string | undefined =>
  parameters
    .find((each) => each.get('parameterType') === 'JwtBodyClaim' && each.get('parameterName') === claim)
    ?.get('parameterValue');
