/**
 * The settings as this browser last read them, so that some work can begin before `config.json` has arrived. They contain no secret:
 * everyone who opens the page can read that file. Whoever begins with them still reads the file.
 */

/** The file's text, which was valid when it was kept; undefined if there is none or the browser denies storage. */
export function keptText(url: URL): string | undefined {
  try {
    return localStorage.getItem(keyOf(url)) ?? undefined
  } catch {
    return undefined
  }
}

/** @param text of valid settings; undefined forgets what was kept */
export function keepText(url: URL, text: string | undefined): void {
  try {
    // Removed first: otherwise an older text would stay if there is no room for this one.
    localStorage.removeItem(keyOf(url))
    if (text !== undefined) localStorage.setItem(keyOf(url), text)
  } catch {
    // The next page then waits for the file.
  }
}

/** Several deployments may share an origin. */
function keyOf({ pathname }: URL): string {
  return `slotline.settings ${pathname}`
}
