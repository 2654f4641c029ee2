type Known = { url: string; token: string; username: string; run: string };

/** A text without what belongs to one org alone: its addresses, ids, users, names of a run and secrets. */
export const anonymousText = (text: string, { url, token, username, run }: Known): string =>
  text
    .replaceAll(token, '<token>')
    .replaceAll(url, '<org>')
    .replaceAll(new URL(url).host, '<org>')
    .replaceAll(username, '<user>')
    .replaceAll(run, 'LawCase')
    .replace(/\b00D\w{12}(\w{3})?!\S+/g, '<token>')
    .replace(/\b[\w-]+(\.[\w-]+)*\.(salesforce|force|salesforce-setup|visualforce)\.com\b/g, (host) =>
      /^(login|test)\.salesforce\.com$/.test(host) ? host : '<org>',
    )
    .replace(/\b\w{40,}\b/g, '<secret>')
    .replace(/\b(?=\w*\d)[0-9a-zA-Z]{5}0[0-9a-zA-Z]{9}([0-9A-Z]{3})?\b|\b0\w{2}[A-Za-z]\w{11}(\w{3})?\b/g, '<id>');
