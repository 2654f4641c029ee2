import JSZip from 'jszip';

const settings =
  '<?xml version="1.0" encoding="UTF-8"?><ExternalClientAppSettings xmlns="http://soap.sforce.com/2006/04/metadata">' +
  '<enableClientSecretInRestApiAccess>true</enableClientSecretInRestApiAccess></ExternalClientAppSettings>';

const manifest =
  '<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">' +
  '<types><members>ExternalClientApp</members><name>Settings</name></types><version>66.0</version></Package>';

/** Does in Setup what an administrator does to let consumer secrets be read by REST (L11). */
export const openSecrets = async (): Promise<void> => {
  const zip = new JSZip().file('package.xml', manifest).file('settings/ExternalClientApp.settings', settings);
  const { Org } = await import('@salesforce/core');
  const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
  const { id } = await connection.metadata.deploy(await zip.generateAsync({ type: 'nodebuffer' }), {
    singlePackage: true,
  });
  const status = await connection.metadata.checkDeployStatus(id, true);
  if (!status.success) throw new Error(JSON.stringify(status));
};
