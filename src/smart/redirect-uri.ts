/**
 * The page that each sign-in comes back to, as a name in the app's folder: the folder itself for the EHR's, and the same page by its
 * file name for a scheduling server's. The two addresses reveal an answer that is passed off as the other's (RFC 9700 4.4.2.2).
 */
export const ehrReturn = ''
export const schedulingReturn = 'index.html'

/** The absolute address of a page in the same folder as this one. */
export function redirectUri(page: string): string {
  return new URL(`./${page}`, location.origin + location.pathname).href
}
