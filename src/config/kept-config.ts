/**
 * The settings as this browser read them last: what may begin with them needn't wait for `config.json` once more. They hold no
 * secret: everyone who opens the page can read that file. Who begins with them reads the file all the same.
 */

/** The text of the file that was valid when it was kept; undefined where there is none or the browser denies storage. */
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
    // First, or an older text would stay where there is no room for this one.
    localStorage.removeItem(keyOf(url))
    if (text !== undefined) localStorage.setItem(keyOf(url), text)
  } catch {
    // Then the next page waits for the file.
  }
}

/** Several deployments may share an origin. */
function keyOf({ pathname }: URL): string {
  return `slotline.settings ${pathname}`
}
