/** A fenced block of a page. */
export interface Block {
  /** `sh`, `ts`, `hcl`; empty where the fence names none. */
  readonly language: string;
  /** What is to be done with it: the second word of the fence. */
  readonly kind: string;
  /** `name=value` and `name="some words"` of the fence. */
  readonly settings: Readonly<Record<string, string>>;
  readonly text: string;
  /** Of the fence; from 1 on. */
  readonly line: number;
}

/**
 * The blocks of a page, in their order. A comment that begins like a fence, `<!-- sh run`, is one that readers
 * do not see: what a reader has done before.
 */
export function readBlocks(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly end: string; readonly info: string; readonly line: number } | undefined;
  let lines: string[] = [];
  for (const [at, line] of page.split('\n').entries()) {
    if (open && line.trim() === open.end) {
      blocks.push(toBlock(open, lines));
      open = undefined;
    } else if (open) {
      lines.push(line);
    } else {
      open = opened(line, at + 1);
      lines = [];
    }
  }
  if (open) throw new Error(`line ${open.line}: the block has no end`);
  return blocks;
}

function opened(
  line: string,
  number: number,
): { readonly end: string; readonly info: string; readonly line: number } | undefined {
  if (line.trimStart().startsWith('```')) {
    return { end: '```', info: line.trim().slice(3), line: number };
  }
  const hidden = /^<!-- ((?:sh|json|hcl|yaml|ts) [^>]*)$/.exec(line);
  return hidden ? { end: '-->', info: hidden[1] ?? '', line: number } : undefined;
}

function toBlock(
  { info, line }: { readonly info: string; readonly line: number },
  lines: readonly string[],
): Block {
  const words = info.match(/[\w-]+="[^"]*"|\S+/g) ?? [];
  const [language = '', kind = ''] = words.filter((word) => !word.includes('='));
  const settings = Object.fromEntries(
    words
      .filter((word) => word.includes('='))
      .map((word) => {
        const [name = '', ...value] = word.split('=');
        return [name, value.join('=').replace(/^"|"$/g, '')];
      }),
  );
  const indent = Math.min(...lines.filter(Boolean).map((text) => text.search(/\S|$/)));
  const text = lines.map((each) => each.slice(Number.isFinite(indent) ? indent : 0)).join('\n');
  return { language, kind, settings, text: `${text}\n`, line };
}

/** The two words that say what is to be done. */
export function nameOf({ language, kind }: Block): string {
  return `${language} ${kind}`.trim();
}
