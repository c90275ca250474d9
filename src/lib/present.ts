/** The members of an object that have a value. */
export type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** An object without its undefined members, as records with optional members want it. */
export function present<T extends object>(members: T): Present<T> {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Present<T>;
}
