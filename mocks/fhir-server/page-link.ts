import { malformed } from './refusal.ts'
import { isObject } from './shape.ts'

/** An opaque link to a later page. It carries all that the server needs to answer, so that the server keeps no result lists. */
export function pageLink(base: string, path: string, state: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(state))
  const token = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
  return `${base}/${path}?_page=${token}`
}

/** The state that a page link carries. Refuses with 400 a link that this server did not write. */
export function readPageLink(token: string): Readonly<Record<string, unknown>> {
  try {
    const bytes = Uint8Array.from(atob(token.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
    const state: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (isObject(state)) return state
  } catch {
    // Falls through: a token that can't be read is refused below.
  }
  throw malformed('This page link is not one of this server’s.', undefined, 'not-found')
}

/** `_count`, limited to the server's maximum. Refuses with 400 what is not a number. */
export function pageSize(count: string | null, { defaultPage, maxPage }: { defaultPage: number; maxPage: number }): number {
  if (count === null) return Math.min(defaultPage, maxPage)
  if (!/^\d+$/.test(count)) throw malformed('_count must be a whole number.', undefined, 'value')
  return Math.min(Number(count), maxPage)
}
