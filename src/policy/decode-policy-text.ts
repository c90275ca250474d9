const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The text of a policy. What happens to be base64 is taken for it; no policy is, each has blanks or quotes. */
export function decodePolicyText(written: string): string {
  const joined = written.replaceAll(/[\r\n]/g, '');
  return base64.test(joined) ? Buffer.from(joined, 'base64').toString() : written;
}
