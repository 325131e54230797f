import { outcome, refusal, searchset, type Answer } from './answers.ts'
import { object, objects, text, type Json } from './json.ts'

/** ITI-115 as this vendor does it: seven offers a page, a wrong total, and filters only for people and places. */

const pageSize = 7
/** The longest window in days; longer ones are refused. */
const longest = 31
const understood = ['start', 'end', 'practitioner', 'location-reference', 'timing', 'patient-reference', 'patient-resource']

export function createFinder(base: string, free: () => readonly Json[]) {
  const pages = new Map<string, readonly Json[]>()
  let made = 0

  const pageOf = (rest: readonly Json[], remark?: Json): Answer => {
    const [now, later] = [rest.slice(0, pageSize), rest.slice(pageSize)]
    let next: string | undefined
    if (later.length > 0) {
      const token = `${(++made).toString(36)}.~${Math.random().toString(36).slice(2)}`
      pages.set(token, later)
      next = `${base}?_getpages=${encodeURIComponent(token)}&_bundletype=searchset`
    }
    return { status: 200, body: searchset(base, now, { total: 3, ...(remark ? { remark } : {}), ...(next ? { next } : {}) }) }
  }

  return {
    first(body: unknown): Answer {
      const sent = objects(object(body)['parameter'])
      const values = (name: string, kind: string) =>
        sent.filter((parameter) => parameter['name'] === name).map((parameter) => parameter[kind])
      const [from = 0, until = 0] = ['start', 'end'].map((name) => Date.parse(text(values(name, 'valueDateTime')[0]) ?? ''))
      if (until - from > longest * 86_400_000) return refusal(400, 'too-costly', `Tenant 7 searches ${longest} days at most.`)
      const wanted = [...values('practitioner', 'valueReference'), ...values('location-reference', 'valueReference')].map(
        (reference) => text(object(reference)['reference'])?.replace(`${base}/`, '') ?? '',
      )
      const found = free().filter((offer) => {
        const at = Date.parse(String(offer['start']))
        const actors = objects(offer['participant']).map(({ actor }) => text(object(actor)['reference'])?.replace(`${base}/`, ''))
        return at >= from && at < until && wanted.every((one) => actors.includes(one))
      })
      const ignored = sent.map(({ name }) => String(name)).filter((name) => !understood.includes(name))
      if (ignored.length === 0) return pageOf(found)
      return pageOf(found, outcome('information', 'informational', `Tenant 7 ignored: ${ignored.join(', ')}`))
    },
    /** The page behind an opaque link. */
    next(token: string): Answer {
      const rest = pages.get(token)
      return rest ? pageOf(rest) : refusal(410, 'expired', 'This page is gone.')
    },
  }
}
