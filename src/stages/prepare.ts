import { recordedIn } from '../core/adopt/record.ts';
import { checkAdopted } from '../core/adopt/keptAdoption.ts';
import { entryOf, MANIFEST_FILE } from '../core/files/manifest.ts';
import { render } from '../core/render/render.ts';
import type { AdoptedReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import type { Adopted } from '../core/adopt/adopted.ts';
import type { Ports } from '../ports/ports.ts';
import { adoptedSettings, adoptedWay } from './adopt/adoptedWay.ts';
import { usedIn } from './adopt/usedIn.ts';
import { findAdoption } from './adopt/findAdoption.ts';
import { failIfForeign } from './detectMethod.ts';
import { projectStage, type ProjectStage } from './projectStage.ts';
import { readFacts, type FoundFacts } from './readFacts.ts';
import type { People } from './readPeople.ts';
import type { SetupRequest } from './setupRequest.ts';

/** A set-up before its plan. `adopted`: what of a hand-made loopback is used, and what else of it was found. */
export type Prepared = FoundFacts & {
  request: SetupRequest;
  project: ProjectStage;
  adopted: readonly AdoptedReport[] | undefined;
};

const adoptedInProject = ({ files }: Ports, { name }: Settings): Adopted | undefined =>
  files && entryOf(files.read([MANIFEST_FILE]), name)?.adopted;

type Chosen = { settings: Settings; adopted: readonly AdoptedReport[] | undefined; unsaved?: boolean };

/** The settings with the hand-made loopback in them that is asked for, or that the project's files say. */
const chosenSettings = async (
  { settings, adopt }: SetupRequest,
  ports: Ports,
  signal: AbortSignal,
): Promise<Chosen> => {
  if (adopt !== undefined && adopt !== false) {
    const { settings: found, report, unsaved } = await findAdoption({ settings, wanted: adopt.wanted }, ports, signal);
    return { settings: found, adopted: report, unsaved };
  }
  const kept = adopt === false ? undefined : (settings.adopted ?? adoptedInProject(ports, settings));
  if (kept === undefined) return { settings, adopted: undefined };
  return withAdopted(settings, kept, ports, signal);
};

const withAdopted = async (settings: Settings, kept: Adopted, { org }: Ports, signal: AbortSignal): Promise<Chosen> => {
  const adopted = checkAdopted(kept);
  const { way, foreign } = await adoptedWay(org, settings.name, adopted, signal);
  failIfForeign(settings.name, { ...way, foreign, adopted });
  const all = adoptedSettings(settings, adopted, way);
  return { settings: all, adopted: usedIn(adopted) };
};

/**
 * Renders the loopback, compares it with the project, and reads the org: once more where only the org says that the loopback
 * uses a hand-made one.
 */
export const prepare = async (
  request: SetupRequest,
  people: People,
  ports: Ports,
  signal: AbortSignal,
): Promise<Prepared> => {
  const read = async ({ settings, adopted, unsaved = false }: Chosen): Promise<Prepared> => {
    const project = projectStage(settings, render(settings, ports.templates), request.overwrite, ports.files);
    const found = await readFacts(ports.org, settings, project.desired, people, signal);
    const facts = unsaved ? { ...found.facts, unsaved } : found.facts;
    return { ...found, facts, request: { ...request, settings }, project, adopted };
  };
  const prepared = await read(await chosenSettings(request, ports, signal));
  const { settings } = prepared.request;
  if (settings.adopted !== undefined || request.adopt === false) return prepared;
  const recorded = recordedIn(prepared.facts.components.get(`ApexClass/${settings.name}`)?.body);
  return recorded === undefined ? prepared : read(await withAdopted(settings, recorded, ports, signal));
};
