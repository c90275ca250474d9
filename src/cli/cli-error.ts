/** Exit codes of every command but `status` and `operator init -status`. */
export const exitCodes = {
  done: 0,
  local: 1,
  remote: 2,
  unknownCommand: 127,
  interrupted: 130,
} as const;

/** A failure that ends the command; the message is for the user and never repeats arguments. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.local, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}

/** The user pressed Ctrl-C at a prompt. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Text made by `-output-curl-string` or `-output-policy` in place of a request. */
export class RequestShown extends Error {
  override readonly name = 'RequestShown';
  readonly text: string;

  constructor(text: string) {
    super('the request is shown, not sent');
    this.text = text;
  }
}
