import { issuerOf } from '../../core/plan/issuerOf.ts';
import { componentNames } from '../../core/names.ts';
import { moveCredential } from '../../core/rotate/moveCredential.ts';
import type { AuthorizationReport } from '../../core/report.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { awaitConsent } from '../awaitConsent.ts';
import { awaitLegacy } from '../awaitLegacy.ts';
import { deployGroup, withoutTests } from '../deployGroup.ts';
import { longestPropagation, prove, type Proof } from '../prove.ts';
import { consentOptions } from '../showPage.ts';
import { retrievedComponent } from '../retrieved.ts';
import type { Fresh, Rotation } from './rotation.ts';

const credentialOf = ({ settings }: Rotation): { type: 'ExternalCredential' | 'NamedCredential'; fullName: string } => {
  const { externalCredential, namedCredential } = componentNames(settings.name);
  return settings.credentialType === 'legacy'
    ? { type: 'NamedCredential', fullName: namedCredential }
    : { type: 'ExternalCredential', fullName: externalCredential };
};

/** Deploys the credential as the org has it, changed in whom it refers to; as it was where `fresh` is undefined. */
async function* deployCredential(rotation: Rotation, fresh?: Fresh): AsyncGenerator<StageEvent, void> {
  const { ports, facts, deploys, signal } = rotation;
  const { type, fullName } = credentialOf(rotation);
  const xml = facts.components.get(`${type}/${fullName}`)?.xml ?? '';
  const target = fresh && {
    consumerKey: fresh.pair.key,
    certificate: fresh.app,
    authProvider: fresh.provider ?? fresh.app,
  };
  yield* deployGroup(ports.org, [moveCredential(type, fullName, xml, target ?? {})], withoutTests, deploys, signal);
}

/** Makes the loopback use the new secret: from here on nobody uses the old one. */
export async function* moveOver(rotation: Rotation, fresh: Fresh): AsyncGenerator<StageEvent, void> {
  const { settings, ports, signal, enter } = rotation;
  const { externalCredential, identityProvider } = componentNames(settings.name);
  switch (settings.method) {
    case 'client-credentials': {
      yield enter('secret');
      const at = { externalCredential, principal: settings.principal };
      await ports.org.storeCredential(at, fresh.pair, true, signal);
      return;
    }
    case 'identity-provider':
      yield enter('secret');
      await ports.org.storeIdentity(identityProvider, fresh.pair, true, signal);
      return;
    default:
      yield enter('credentialSide');
      yield* deployCredential(rotation, fresh);
  }
}

/** Puts the credential back to the old app, whose certificate the org still has (jwt-bearer). */
export async function* moveBack(rotation: Rotation): AsyncGenerator<StageEvent, void> {
  if (rotation.settings.method === 'jwt-bearer') yield* deployCredential(rotation);
}

/** Asks for the consent that a new key needs; the tokens of the old one go first, or a new consent could not be told (L26). */
export async function* consentAnew(rotation: Rotation): AsyncGenerator<StageEvent, AuthorizationReport> {
  const { settings, ports, request, facts, runAs, signal, enter } = rotation;
  const { name, principal, principalType, credentialType } = settings;
  yield enter('consent');
  const wait = consentOptions(request);
  if (credentialType === 'legacy') {
    const context = { name, orgId: facts.org.id, targetOrg: ports.org.username, runAs };
    const credential = componentNames(name).namedCredential;
    return yield* awaitLegacy(context, { credential }, ports, wait, signal);
  }
  const at = { externalCredential: componentNames(name).externalCredential, principal, principalType };
  if ((await ports.org.credentialStatus(at, signal)) === 'Configured') await ports.org.dropCredential(at, signal);
  return yield* awaitConsent(name, at, ports, wait, signal);
}

/** Proves the loopback, which uses the new secret now. */
export const proveFresh = (rotation: Rotation, fresh: Fresh): AsyncGenerator<StageEvent, Proof> => {
  const { settings, ports, request, facts, runAs, signal } = rotation;
  const { name, principal } = settings;
  const at = { externalCredential: componentNames(name).externalCredential, principal };
  const context = { name, orgId: facts.org.id, targetOrg: ports.org.username, runAs };
  const youngUntil = ports.clock.now() + longestPropagation;
  const circumstances = { app: fresh.app, ownPair: true, isRepairable: false, youngUntil, waitMs: request.waitMs };
  return prove(ports, at, context, circumstances, signal);
};

/** Whether the loopback uses this key still: another run may have moved it on. True where the org does not tell. */
export const isInUse = async (rotation: Rotation, { pair }: Fresh): Promise<boolean> => {
  const { settings, ports, facts, signal } = rotation;
  const { name, principal, method } = settings;
  const { externalCredential } = componentNames(name);
  if (method === 'client-credentials') {
    const key = await ports.rotation.storedKey({ externalCredential, principal }, signal);
    return key === undefined || key === pair.key;
  }
  if (method !== 'jwt-bearer') return true;
  const member = { type: 'ExternalCredential', fullName: externalCredential };
  const found = retrievedComponent(await ports.org.retrieve([member], signal), member);
  const components = new Map(found ? [[`ExternalCredential/${externalCredential}`, found]] : []);
  return issuerOf(name, { ...facts, components }) === pair.key;
};
