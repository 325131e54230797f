/**
 * The page that each sign-in comes back to, by its name in the app's folder: the folder itself for the EHR's, and the same page by its
 * name for the one of a scheduling server. By that an answer of the one is known that was passed off as the other's (RFC 9700 4.4.2.2).
 */
export const ehrReturn = ''
export const schedulingReturn = 'index.html'

/** The whole address of a page that lies beside this one. */
export function redirectUri(page: string): string {
  return new URL(`./${page}`, location.origin + location.pathname).href
}
