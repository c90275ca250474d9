import { createHash } from 'node:crypto';
import type { RawAnswer } from '../../../framework/operation.ts';

/** A page that a browser is shown. */
export interface Page {
  readonly title: string;
  readonly lines: readonly string[];
  /** A button that asks again for the same path, with these values. */
  readonly button?: { readonly text: string; readonly values: Readonly<Record<string, string>> };
  readonly script?: string;
}

/**
 * Write a page. All texts are escaped; nothing but the one script runs, and nothing is loaded.
 *
 * The opener of a popup is left connected, since it waits for a message.
 */
export function writePage({ title, lines, button, script }: Page): RawAnswer {
  const fields = Object.entries(button?.values ?? {}).map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const form = button
    ? `<form method="get">${fields.join('')}<button>${escapeHtml(button.text)}</button></form>`
    : '';
  const body = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
  const tail = script === undefined ? '' : `<script>${script}</script>`;
  return {
    contentType: 'text/html; charset=utf-8',
    headers: {
      'Content-Security-Policy': contentPolicy(script),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
${form}${tail}
</body>
</html>
`,
  };
}

function contentPolicy(script: string | undefined): string {
  const hash = createHash('sha256')
    .update(script ?? '')
    .digest('base64');
  const scripts = script === undefined ? '' : ` script-src 'sha256-${hash}';`;
  return `default-src 'none';${scripts} form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;
}

/** A script that tells the window which opened this one that the login can go on. */
export function tellOpener(message: Readonly<Record<string, string>>): string {
  // no text of it can end the script
  const json = JSON.stringify(message).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `if(window.opener)window.opener.postMessage(${json},window.origin)`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
