import type { UiHeader } from '../core/web-settings.ts';

/** On every answer below `/ui/`; what is configured under the same name takes their place. */
const defaults: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self'; font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'Service-Worker-Allowed': '/',
  'X-Content-Type-Options': 'nosniff',
};

/** The headers of a page. Several values of one header stand in one line (RFC 9110 §5.3). */
export function pageHeaders(configured: readonly UiHeader[]): Readonly<Record<string, string>> {
  const own = configured.map(({ name, values }) => [name, values.join(', ')] as const);
  return { ...defaults, ...Object.fromEntries(own) };
}

/** Whether a request target is the user interface, before anything of it was decoded. */
export function isPage(target: string): boolean {
  return /^\/ui(?:[/?]|$)/.test(target);
}
