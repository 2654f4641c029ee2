import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** The way to an emulated org that has the names of a real one. */
export type Proxy = {
  url: string;
  /** Path of the certificate (PEM) that the proxy shows. */
  certificate: string;
};

const pathIn = (dataDir: string): string => join(dataDir, 'selfcallout', 'emulator.pem');

/** Keeps the certificate (PEM) of a proxy, which is no secret, in a file. */
export const keepCertificate = async (
  dataDir: string,
  { url, certificate: pem }: { url: string; certificate: string },
): Promise<Proxy> => {
  const certificate = pathIn(dataDir);
  await mkdir(join(dataDir, 'selfcallout'), { recursive: true, mode: 0o700 });
  await writeFile(certificate, pem, { mode: 0o600 });
  return { url, certificate };
};

export const removeCertificate = (dataDir: string): Promise<void> => rm(pathIn(dataDir), { force: true });

/**
 * What a process needs in its environment to find the org. Both spellings: the Salesforce libraries look for the one in
 * small letters first. They also look up names before they ask a proxy for them.
 */
export const environmentFor = ({ url, certificate }: Proxy): Record<string, string> => ({
  HTTPS_PROXY: url,
  https_proxy: url,
  NODE_EXTRA_CA_CERTS: certificate,
  SF_DISABLE_DNS_CHECK: 'true',
});

/**
 * Lets this process find the org, before it has loaded the libraries. Node has read NODE_EXTRA_CA_CERTS when it started,
 * so it is told of the certificate otherwise.
 */
export const goThrough = async (proxy: Proxy, env: NodeJS.ProcessEnv): Promise<void> => {
  Object.assign(env, environmentFor(proxy));
  setDefaultCACertificates([...getCACertificates('default'), await readFile(proxy.certificate, 'utf8')]);
};
