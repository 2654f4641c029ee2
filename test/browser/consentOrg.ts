import type { Emulator } from '../../src/emulator/emulator.ts';
import { listen, type Listening } from '../../src/emulator/server.ts';
import { put } from '../emulator/support/component.ts';
import { askUrl, authProviderOrg, putAuthProvider, statusOf, urlOf } from '../emulator/support/consents.ts';
import { putNamedCredential } from '../emulator/support/loopback.ts';

export type ConsentOrg = {
  emulator: Emulator;
  /** A new consent URL, as the CLI user asks for it. */
  consentUrl: () => Promise<string>;
  status: () => Promise<unknown>;
  /** Lets time go by. */
  wait: (ms: number) => void;
  close: () => Promise<void>;
};

/** An emulated org on a port of this machine, or where `place` puts it, with a loopback that only lacks its consent. */
export const startConsentOrg = async (
  place: (emulator: Emulator) => Listening | Promise<Listening> = listen,
): Promise<ConsentOrg> => {
  let late = 0;
  const emulator = authProviderOrg({ options: { now: () => Date.now() + late } });
  const server = await place(emulator);
  // Its URL is known only now, and these name it.
  const { state } = emulator;
  putAuthProvider(emulator);
  putNamedCredential(state);
  put(
    state,
    'ExtlClntAppGlobalOauthSettings',
    'Loop_g',
    '<externalClientApplication>Loop</externalClientApplication><isPkceRequired>true</isPkceRequired>' +
      `<callbackUrl>${server.url}/services/authcallback/LoopProvider</callbackUrl>`,
  );
  return {
    emulator,
    consentUrl: async () => urlOf(await askUrl(emulator)),
    status: () => statusOf(emulator),
    wait: (ms) => {
      late += ms;
    },
    close: () => server.close(),
  };
};
