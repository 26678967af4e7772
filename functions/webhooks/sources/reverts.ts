/** What the text of a change says that it reverts, as the buttons of GitHub and GitLab and git itself write it. */

/** Longer texts are cut: these lines stand at the beginning. */
const MAX_TEXT = 20_000;

/** Also as people write it: with a word for what it is, and with the reason after it. In lists there are changelogs. */
const NUMBER =
  /^(?:This )?Reverts?:? (?:(?:merge request|pull request|PR|MR) )?(?:(?:https?:\/\/[^\s]{1,200}\/)|([\w.-]{1,100}(?:\/[\w.-]{1,100}){1,5})?(?:[#!]|GH-))(\d{1,12})(?:[.,;:](?:\s.*)?|\s(?:because|since|as|due|for|so|\(|[-–—]).*)?$/i;
const GITLAB = /^This reverts merge request (?:([\w.-]{1,100}(?:\/[\w.-]{1,100}){1,5}))?!(\d{1,12})\.?$/i;
const COMMIT = /^This reverts commit ([0-9a-f]{7,64})\b/i;

/**
 * @param own the address of the change itself, from which those of its neighbours follow
 * @returns the address of the change, or the commit, that a line of its own names
 */
export function namedInText(
  text: string,
  own: string,
): { readonly url?: string | undefined; readonly commit?: string | undefined } | undefined {
  let commit: string | undefined;
  for (const line of text
    .slice(0, MAX_TEXT)
    .split(/\r\n|\r|\n/)
    .map((each) => plain(each.trim()))) {
    const [whole, path, number] = NUMBER.exec(line) ?? GITLAB.exec(line) ?? [];
    if (whole !== undefined && number !== undefined) {
      const address = /https?:\/\/\S*\/\d+/i.exec(whole)?.[0];
      return { url: address ?? neighbour(own, path, number), commit };
    }
    commit ??= COMMIT.exec(line)?.[1]?.toLowerCase();
  }
  return commit === undefined ? undefined : { commit };
}

/** Without what Markdown puts around words, and with the words of a link in the place of the link. */
const plain = (line: string) =>
  line.replaceAll(/\[([^[\]]{1,200})\]\([^()\s]{1,500}\)/g, '$1').replaceAll(/\*\*|`/g, '');

/** `https://github.com/acme/app/pull/8` has the neighbour 7, also in another repository. */
function neighbour(own: string, path: string | undefined, number: string): string {
  const beside = own.replace(/\d+$/, number);
  if (path === undefined) return beside;
  return beside.replace(/^(https?:\/\/[^/]+\/).*?(?=\/(?:-\/merge_requests|pulls?)\/\d+$)/, `$1${path}`);
}
