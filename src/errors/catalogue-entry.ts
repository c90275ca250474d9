/**
 * An error that the server answers: status, wire text, and what it means for the one who meets it.
 *
 * Codes are never renamed or reused. `wrapped` marks the codes that an authenticated endpoint of the
 * original answers as `1 error occurred:\n\t* …\n\n`; login paths never wrap.
 * `docs/errors.md` is made from all of them.
 */
export interface CatalogueEntry {
  readonly status: number;
  /** Wire text; `{name}` places are filled by the thrower. Empty: the answer is `{"errors":[]}`. */
  readonly text: string;
  /** What happened and who can mend it. */
  readonly meaning: string;
  readonly wrapped?: true;
  /** A login that ends so counts towards user lockout: who asked may have guessed. */
  readonly failedLogin?: true;
  /** The login goes on: who asked is to ask again, and was refused nothing. */
  readonly waits?: true;
}
