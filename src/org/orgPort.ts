import type { Connection } from '@salesforce/core';
import type { ClockPort } from '../ports/clockPort.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { makeRunAnonymous } from './anonymous.ts';
import { makeAssign } from './assign.ts';
import { makeChangeTooling } from './changeTooling.ts';
import { makeQuery, makeQueryTooling } from './composite.ts';
import { makeConsentUrl, makeDropCredential, makeSingleAccessUrl } from './consent.ts';
import { makeCredentialStatus, makeStoreCredential } from './credential.ts';
import { makeDeleteComponent } from './deleteComponent.ts';
import { makeDeploy, makeFollowDeploy } from './deploy.ts';
import { makeDeploysUnderWay } from './deploysUnderWay.ts';
import { makeIdentityStatus, makeStoreIdentity } from './identityProvider.ts';
import { makeRunInLightning } from './lightning.ts';
import { makeListMetadata } from './listMetadata.ts';
import { makeLogText } from './logText.ts';
import { makeStoreLogin } from './login.ts';
import { makePace } from './pace.ts';
import { makeProbeToken } from './probeToken.ts';
import { makeReadCertificate } from './readCertificate.ts';
import { makeReadBack } from './readBack.ts';
import { makeReadKey } from './readKey.ts';
import type { RequestCounter } from './requestCounter.ts';
import { makeRetrieve } from './retrieve.ts';
import { makeRunAction } from './runAction.ts';
import { makeUpsertMetadata } from './upsertMetadata.ts';

/**
 * Milliseconds: how often a job is asked after, how long it may take, and how long a deploy is waited for, which goes on
 * without anybody (0: it is started only). One that is only checked is always waited for.
 */
export type JobTimes = { everyMs: number; timeoutMs: number; deployMs?: number };

/** The org behind a connection of `@salesforce/core`, whose `version` every request uses. */
export const makeOrgPort = (
  connection: Connection,
  counter: RequestCounter,
  clock: ClockPort,
  times: JobTimes,
): OrgPort => {
  const pace = makePace(clock, times.everyMs, times.timeoutMs);
  const paces = { changing: makePace(clock, times.everyMs, times.deployMs ?? times.timeoutMs), checking: pace };
  const instanceUrl = connection.instanceUrl.replace(/\/+$/, '');
  const retrieve = makeRetrieve(connection, counter, pace);
  return {
    username: connection.getUsername() ?? '',
    orgId: connection.getAuthInfoFields().orgId ?? '',
    instanceUrl,
    apiVersion: connection.version,
    query: makeQuery(connection, counter),
    queryTooling: makeQueryTooling(connection, counter),
    changeTooling: makeChangeTooling(connection, counter),
    logText: makeLogText(connection),
    runAction: makeRunAction(connection),
    runInLightning: makeRunInLightning(connection),
    listMetadata: makeListMetadata(connection),
    retrieve,
    credentialStatus: makeCredentialStatus(connection),
    deploy: makeDeploy(connection, counter, paces),
    deploysUnderWay: makeDeploysUnderWay(connection, counter),
    followDeploy: makeFollowDeploy(connection, counter, paces),
    upsertMetadata: makeUpsertMetadata(connection),
    deleteComponent: makeDeleteComponent(connection),
    assign: makeAssign(connection),
    storeCredential: makeStoreCredential(connection),
    identityStatus: makeIdentityStatus(connection),
    storeIdentity: makeStoreIdentity(connection),
    storeLogin: makeStoreLogin(connection),
    readCertificate: makeReadCertificate(retrieve),
    consentUrl: makeConsentUrl(connection),
    singleAccessUrl: makeSingleAccessUrl(connection),
    dropCredential: makeDropCredential(connection),
    readBack: makeReadBack(connection),
    readKey: makeReadKey(connection),
    probeToken: makeProbeToken(connection, counter),
    runAnonymous: makeRunAnonymous(connection),
    enter: counter.enter,
    requests: () => counter.report(instanceUrl),
  };
};
