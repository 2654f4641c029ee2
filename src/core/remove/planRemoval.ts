import type { MetadataName } from '../metadataName.ts';
import { adoptedComponents } from '../adopt/adopted.ts';
import { readExternalCredential } from '../adopt/readCredentials.ts';
import { recordedIn } from '../adopt/record.ts';
import type { OrgComponent } from '../facts.ts';
import { componentNames } from '../names.ts';
import { ownApps } from '../plan/appVariants.ts';
import { isDescribedAsOurs, isOurs } from '../plan/ownership.ts';
import { ownProviders } from '../plan/suffix.ts';
import { isMadeAsOurs } from '../plan/unusedCertificates.ts';
import { possibleComponents } from '../plan/superfluous.ts';
import { metadataParameters } from '../xml/metadataFields.ts';
import { findUses, keyOf } from './findUses.ts';
import type { Principal, RemovalFacts, RemovalPlan } from './removal.ts';
import { inRemovalOrder, REMOVED_TYPES } from './removalOrder.ts';

/** What `--keep apex` leaves: the classes, and what they do not compile without. */
const KEPT_WITH_APEX: ReadonlySet<string> = new Set(['ApexClass', 'ApexPage', 'CustomObject']);

/** A certificate has no description: ours when our credential signs with it, or when it is in all as we make one. */
const isOurCertificate = (xml: string, fullName: string, credential: OrgComponent | undefined): boolean => {
  if (credential === undefined) return isMadeAsOurs(xml, fullName);
  const signsWithIt = metadataParameters(credential.xml).some((each) => each.get('certificate') === fullName);
  return signsWithIt && isDescribedAsOurs(credential);
};

const isOurOwn = ({ type, fullName }: MetadataName, name: string, facts: RemovalFacts): boolean => {
  const found = facts.components.get(keyOf({ type, fullName }));
  if (found === undefined) return false;
  if (type !== 'Certificate') return isOurs(type, found, name, { components: facts.components, org: facts });
  return isOurCertificate(found.xml, fullName, facts.components.get(`ExternalCredential/${name}`));
};

const principalsOf = (externalCredential: string, xml: string): Principal[] =>
  readExternalCredential({ xml }).principals.map(({ name: principal, principalType }) => ({
    externalCredential,
    principal,
    principalType,
  }));

/** The app, and its certificate, where a rotation has given them another name. */
const rotatedMembers = (name: string, facts: RemovalFacts): MetadataName[] =>
  ownApps(name, { components: facts.components, org: facts })
    .filter((app) => app !== name)
    .flatMap((fullName) => {
      const certificate = { type: 'Certificate', fullName };
      const app = { type: 'ExternalClientApplication', fullName };
      return isOurOwn(certificate, name, facts) ? [app, certificate] : [app];
    });

/** What of the loopback `name` is to go, what stays, and what is in the way. Only what this plugin made is ever removed. */
export const planRemoval = (name: string, facts: RemovalFacts, keepsApex: boolean): RemovalPlan => {
  const names = componentNames(name);
  const providers = ownProviders(name, { components: facts.components, org: facts }).map(([fullName]) => ({
    type: 'AuthProvider',
    fullName,
  }));
  const adopted = adoptedComponents(recordedIn(facts.components.get(`ApexClass/${names.client}`)?.body) ?? {});
  const isAdopted = (each: MetadataName): boolean => adopted.some((member) => keyOf(member) === keyOf(each));
  const candidates = possibleComponents(name).filter(
    (each) => each.type !== 'AuthProvider' && REMOVED_TYPES.has(each.type) && facts.components.has(keyOf(each)),
  );
  const provider = { type: 'AuthProvider', fullName: name };
  const foreignProvider =
    facts.components.has(keyOf(provider)) && !providers.some(({ fullName }) => fullName === name) ? [provider] : [];
  const owned = [
    ...candidates.filter((each) => isOurOwn(each, name, facts)),
    ...providers,
    ...rotatedMembers(name, facts),
  ].filter((each) => !isAdopted(each));
  const ours = new Set(owned.map(keyOf));
  const stays = ({ type }: MetadataName): boolean => keepsApex && KEPT_WITH_APEX.has(type);
  const components = inRemovalOrder(
    owned.filter((each) => !stays(each)),
    name,
  );
  const credential = facts.components.get(`ExternalCredential/${names.externalCredential}`)?.xml;
  const isCredentialOurs = ours.has(`ExternalCredential/${names.externalCredential}`);
  const finished = facts.jobs.filter(({ isPending, className }) => !isPending && ours.has(`ApexClass/${className}`));
  return {
    principals: isCredentialOurs && credential !== undefined ? principalsOf(names.externalCredential, credential) : [],
    login: ours.has(`CustomObject/${names.login}`) ? names.login : undefined,
    assignments: facts.assignments.filter(({ permissionSet }) => ours.has(`PermissionSet/${permissionSet}`)),
    components,
    kept: owned.filter(stays),
    adopted: adopted.filter(({ type }) => type !== 'ExternalCredentialPrincipal'),
    foreign: [...candidates.filter((each) => !ours.has(keyOf(each))), ...foreignProvider].filter(
      (each) => !isAdopted(each),
    ),
    uses: findUses(facts, name, components, ours),
    probeJobs: facts.jobs
      .filter(({ isPending, isProbe }) => isPending && isProbe)
      .filter(({ className }) =>
        components.some(({ type, fullName }) => type === 'ApexClass' && fullName === className),
      )
      .map(({ id }) => id),
    burntSuffixes: providers.map(({ fullName }) => fullName),
    finishedJobs: finished.length,
  };
};
