import type { XmlElement } from '../../soap/parseXml.ts';
import { childText } from '../../soap/envelope.ts';
import type { OrgState } from '../../state/orgState.ts';
import { completeApps } from '../apps/completeApps.ts';
import { applyComponent } from '../applyComponent.ts';
import { commitCopy, copyOrg } from '../copyOrg.ts';
import { apexSources } from '../../tooling/apexSources.ts';
import { compileApex } from '../deploy/compileApex.ts';
import { compilePages } from '../deploy/compilePages.ts';
import { notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change } from '../metadataType.ts';
import type { Invocation } from '../operation.ts';
import { orgComponent } from '../orgComponents.ts';
import { crudType } from '../types/table.ts';

export type Saved = { fullName: string; created: boolean; problems: readonly MetadataProblem[] };

/** Which components a call may meet: `create` none, `update` one that is there, `upsert` either. */
export type SaveMode = 'create' | 'update' | 'upsert';

const typeNameOf = (element: XmlElement): string => (element.attributes['xsi:type'] ?? '').replace(/^.*:/, '');

const presenceProblem = (mode: SaveMode, isThere: boolean, fullName: string): MetadataProblem | undefined => {
  if (mode === 'create' && isThere) {
    return problemOf('DUPLICATE_DEVELOPER_NAME', `The name ${fullName} is already in use.`);
  }
  if (mode === 'update' && !isThere) {
    return problemOf('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${fullName}`);
  }
  return undefined;
};

const bodyOf = (element: XmlElement): { body: string } | Record<string, never> => {
  const content = childText(element, 'content');
  return content === undefined ? {} : { body: Buffer.from(content, 'base64').toString('utf8') };
};

const changeFor = (state: OrgState, { userId, apiVersion }: Invocation): Change => ({
  draft: copyOrg(state, state.now()),
  before: state,
  version: Number(apiVersion),
  userId,
  channel: 'crud',
  ignoreWarnings: true,
});

/** Saves one component of a CRUD call, by itself: others of the same call may fail. */
export const saveOne = async (element: XmlElement, mode: SaveMode, invocation: Invocation): Promise<Saved> => {
  const { state } = invocation;
  const fullName = childText(element, 'fullName') ?? '';
  const failed = (problems: readonly MetadataProblem[]): Saved => ({ fullName, created: false, problems });
  const type = crudType(typeNameOf(element));
  if (!type) return failed([notEmulatedProblem(`Metadata type ${typeNameOf(element)}`)]);
  if (fullName === '') return failed([problemOf('REQUIRED_FIELD_MISSING', 'Required field is missing: fullName')]);
  const presence = presenceProblem(mode, orgComponent(state, type, fullName) !== undefined, fullName);
  if (presence) return failed([presence]);
  const candidate = { type, fullName, element, ...bodyOf(element) };
  if (type.name === 'ApexClass' || type.name === 'ApexTrigger') {
    const uncompiled = [...(await compileApex(state, [candidate], [])).values()].flat();
    if (uncompiled.length > 0) return failed(uncompiled);
  }
  if (type.name === 'ApexPage') {
    const uncompiled = [...(await compilePages(state, apexSources(state), [candidate])).values()].flat();
    if (uncompiled.length > 0) return failed(uncompiled);
  }
  const change = changeFor(state, invocation);
  const applied = applyComponent(candidate, change);
  if ('problems' in applied) return failed(applied.problems);
  completeApps(change);
  commitCopy(state, change.draft);
  return { fullName: applied.stored.fullName, created: applied.created, problems: [] };
};
