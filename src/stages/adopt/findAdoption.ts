import { type Adopted, adoptedComponents, adoptedPrincipal } from '../../core/adopt/adopted.ts';
import type { Candidate, Way } from '../../core/adopt/candidates.ts';
import { choose, describe, type Wanted } from '../../core/adopt/choose.ts';
import { checkAdopted } from '../../core/adopt/keptAdoption.ts';
import { recordedIn } from '../../core/adopt/record.ts';
import { fail } from '../../core/failure.ts';
import { METHOD_ROWS } from '../../core/methods/methods.ts';
import type { AdoptedReport } from '../../core/report.ts';
import type { Settings } from '../../core/settings.ts';
import { parseMetadata, type XmlElement } from '../../core/xml/xmlElement.ts';
import type { PrincipalAccess } from '../../ports/adoptionPort.ts';
import type { OrgPort } from '../../ports/orgPort.ts';
import type { Ports } from '../../ports/ports.ts';
import { retrievedComponent } from '../retrieved.ts';
import { adoptedSettings, adoptedWay } from './adoptedWay.ts';
import { type OrgAtLarge, readCandidates } from './readCandidates.ts';
import { usedIn } from './usedIn.ts';
import { tryAdopted } from './tryAdopted.ts';

/** The loopback that is to be used, and everything that was found of it. */
export type Adoption = { settings: Settings; report: AdoptedReport[]; unsaved: boolean };

/** What an earlier run recorded holds as if it had been named, unless something else is named now. */
const wantedBy = async (
  { settings, wanted }: { settings: Settings; wanted: Wanted },
  { org }: Ports,
  signal: AbortSignal,
): Promise<Wanted> => {
  if (wanted.use.length > 0 || wanted.method !== undefined) return wanted;
  const client = { type: 'ApexClass', fullName: settings.name };
  const recorded = recordedIn(retrievedComponent(await org.retrieve([client], signal), client)?.body) ?? {};
  const use = adoptedComponents(recorded)
    .filter(({ type }) => ['NamedCredential', 'ExternalCredentialPrincipal', 'ApexPage', 'CustomObject'].includes(type))
    .map(({ type, fullName }) => `${type}:${fullName}`);
  return { ...wanted, use };
};

const textIn = (element: XmlElement, name: string): string | undefined =>
  element.name === name
    ? element.text
    : element.children.map((child) => textIn(child, name)).find((text) => text !== undefined);

/** The consumer key that a custom setting holds, which alone of the login is asked for. */
const keyInSetting = async (
  { CustomObject: setting, ConsumerKeyField: field }: Adopted,
  org: OrgPort,
  signal: AbortSignal,
): Promise<string | undefined> => {
  if (setting === undefined || field === undefined) return undefined;
  const soql = `SELECT ${field} FROM ${setting} WHERE SetupOwnerId = '${org.orgId}' LIMIT 1`;
  const { login } = await org.query({ login: soql }, signal);
  const key = login !== undefined && 'rows' in login ? login.rows[0]?.[field] : undefined;
  return typeof key === 'string' ? key : undefined;
};

/** The app whose consumer key the loopback has; none where the org does not show the key, or no app has it. */
const findApp = async (
  { adopted, way, consumerKey }: Candidate,
  { components, apps }: OrgAtLarge,
  { adoption, org }: Ports,
  signal: AbortSignal,
): Promise<Adopted> => {
  const { ExternalCredential: externalCredential } = adopted;
  const key =
    consumerKey ??
    (externalCredential !== undefined && way?.method === 'client-credentials'
      ? await adoption.storedKey({ externalCredential, principal: adoptedPrincipal(adopted) }, signal)
      : await keyInSetting(adopted, org, signal));
  if (key === undefined || key === '') return adopted;
  const connected = [...components].find(
    ([id, { xml }]) => id.startsWith('ConnectedApp/') && textIn(parseMetadata(xml), 'consumerKey') === key,
  );
  if (connected) return { ...adopted, ConnectedApp: connected[0].slice('ConnectedApp/'.length) };
  const own = [...(await adoption.consumerKeys(apps, signal))].find(([, each]) => each === key);
  return own === undefined ? adopted : { ...adopted, ExternalClientApplication: own[0] };
};

const remoteSitesOf = ({ components }: OrgAtLarge, instanceUrl: string): AdoptedReport[] =>
  [...components].flatMap(([id, { xml }]): AdoptedReport[] => {
    if (!id.startsWith('RemoteSiteSetting/')) return [];
    const url = textIn(parseMetadata(xml), 'url') ?? '';
    const isHere = URL.canParse(url) && new URL(url).origin === new URL(instanceUrl).origin;
    return isHere
      ? [{ type: 'RemoteSiteSetting', fullName: id.slice('RemoteSiteSetting/'.length), role: 'besides' }]
      : [];
  });

const broken = (candidate: Candidate, why: string): never =>
  fail('AdoptionBroken', { found: `\n  ${describe({ ...candidate, problems: [why] })}` });

/** What stands in the way before anything is tried: no key and secret, which nobody but their owner knows. */
const checkStored = (candidate: Candidate, way: Way, principal: PrincipalAccess | undefined): void => {
  if (METHOD_ROWS[way.method].stores !== 'externalCredential' || principal?.status !== 'NotConfigured') return;
  const { ExternalCredentialPrincipal: fullName = '' } = candidate.adopted;
  broken(candidate, `no key and secret are stored for its ExternalCredentialPrincipal ${fullName} (L27)`);
};

/** Finds the hand-made loopback that is to be taken over, tries it, and changes nothing. Fails where it is not clear which. */
export const findAdoption = async (
  request: { settings: Settings; wanted: Wanted },
  ports: Ports,
  signal: AbortSignal,
): Promise<Adoption> => {
  const { org, adoption } = ports;
  const wanted = await wantedBy(request, ports, signal);
  const atLarge = await readCandidates(org, wanted, signal);
  const chosen = choose(atLarge.candidates, wanted, new URL(org.instanceUrl).host, atLarge.elsewhere);
  const { way } = chosen;
  if (way === undefined) return broken(chosen, 'nothing says how it authenticates');
  const adopted = checkAdopted(await findApp(chosen, atLarge, ports, signal));
  const { ExternalCredential: externalCredential } = adopted;
  const principals = externalCredential === undefined ? [] : await adoption.principals(externalCredential, signal);
  const principal = principals.find(({ name }) => name === adoptedPrincipal(adopted));
  checkStored(chosen, way, principal);
  // Before it is tried: a secret would be posted to another org (L66).
  const { foreign } = await adoptedWay(org, request.settings.name, adopted, signal);
  if (foreign.length > 0)
    broken(chosen, foreign.map(({ type, fullName, value }) => `${type} ${fullName} names ${value}`).join('; '));
  const tried = await tryAdopted(org, chosen, signal);
  if (tried.kind === 'broken') return broken(chosen, tried.why);
  const used = usedIn(adopted);
  const access = (principal?.access ?? [])
    .filter(({ fullName }) => fullName !== request.settings.name)
    .map((member): AdoptedReport => ({ ...member, role: 'access' }));
  return {
    settings: adoptedSettings(request.settings, adopted, way),
    report: [...used, ...access, ...remoteSitesOf(atLarge, org.instanceUrl)],
    unsaved: tried.kind === 'unsaved',
  };
};
