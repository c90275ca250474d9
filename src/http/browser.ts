import type { OutgoingAnswer } from '../core/request.ts';
import type { WebSettings } from '../core/web-settings.ts';
import { decideCors } from './cors.ts';
import type { RawExchange } from './exchange.ts';
import { isPage, pageHeaders } from './page-headers.ts';

/** What an answer to a browser has beside its own. */
export interface BrowserVerdict {
  readonly headers: Readonly<Record<string, string>>;
  /** The whole answer: nothing else looks at the request. */
  readonly answer?: OutgoingAnswer;
}

const nothing: BrowserVerdict = { headers: {} };

/** Whether the settings of pages and origins matter to a request; most come from no browser. */
export function concernsBrowsers({ request, target }: RawExchange): boolean {
  return (request.headers.origin ?? '') !== '' || isPage(target);
}

/** Apply these settings. @throws ApiError `ORIGIN_NOT_ALLOWED` */
export function decideForBrowser(settings: WebSettings, exchange: RawExchange): BrowserVerdict {
  const { request, verb, target } = exchange;
  if (isPage(target)) return { headers: pageHeaders(settings.uiHeaders) };
  const origin = request.headers.origin ?? '';
  const { cors } = settings;
  if (!cors || origin === '' || isOwnOrigin(exchange)) return nothing;
  const wanted = request.headers['access-control-request-method'] ?? '';
  return decideCors(cors, { origin, verb, wantedMethod: wanted });
}

/** Browsers name the origin of the server's own pages too, and need no leave for them. */
function isOwnOrigin({ request }: RawExchange): boolean {
  const { origin = '', host, ':authority': authority } = request.headers;
  const own = host ?? authority;
  return (
    own !== undefined && /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '') === own
  );
}
