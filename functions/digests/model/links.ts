/** How a digest names addresses; whoever renders it knows its host. */
export interface DigestLinks {
  /** Of the page of the digest. */
  readonly page: string;
  /** The page on which one click confirms something; absent where it cannot be signed. */
  confirm(what: string): string | undefined;
}
