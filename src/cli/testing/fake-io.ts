import { Interrupted } from '../cli-error.ts';
import { exchange } from '../http.ts';
import type { Io, OutputStream, Question } from '../io.ts';
import { run } from '../run.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What a test sets up around one command. */
export interface FakeSurroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** stdin and stderr are a terminal. */
  readonly isTerminal?: boolean;
  /** stdout is a terminal. */
  readonly showsToTerminal?: boolean;
  /** Answers to prompts in turn; none left is Ctrl-C. */
  readonly answers?: readonly string[];
  readonly home?: string;
}

/** What a command did. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly questions: readonly Question[];
  readonly sleeps: readonly number[];
  readonly home: string;
}

class FakeStream implements OutputStream {
  text = '';
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(chunk: string | Uint8Array): void {
    this.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
  }
}

/** Run one command line without a process, in an empty home directory. */
export async function runCli(
  argv: readonly string[],
  surroundings: FakeSurroundings = {},
): Promise<Outcome> {
  const stdout = new FakeStream(surroundings.showsToTerminal ?? false);
  const stderr = new FakeStream(surroundings.isTerminal ?? false);
  const home = surroundings.home ?? temporaryFolder();
  const answers = [...(surroundings.answers ?? [])];
  const questions: Question[] = [];
  const sleeps: number[] = [];
  const io: Io = {
    stdout,
    stderr,
    stdin: {
      isTTY: surroundings.isTerminal ?? false,
      readAll: async () => Buffer.from(surroundings.stdin ?? ''),
    },
    env: surroundings.env ?? {},
    clock: () => 0,
    home,
    random: () => 0,
    exchange,
    sleep: async (ms) => void sleeps.push(ms),
    ask: async (question) => {
      questions.push(question);
      const answer = answers.shift();
      if (answer === undefined) throw new Interrupted();
      return answer;
    },
  };
  const code = await run(argv, io);
  return { code, stdout: stdout.text, stderr: stderr.text, questions, sleeps, home };
}
