import { outcome, refusal, searchset, type Answer } from './answers.ts'
import { createFinder } from './find-free.ts'
import { object, objects, same, text, type Json } from './json.ts'
import { existing, freeTimes, patients } from './tenant-data.ts'

/** How this server differs from its other installations. */
export interface Variant {
  readonly hold: boolean
  readonly postSearch: boolean
}

const holdMinutes = 3

/**
 * The appointment book of one tenant. A booking or a hold gets an id of its own; the former id is then answered by 404.
 * Whatever a client does against the specification is recorded in `violations`.
 */
export function createDesk(base: string, violations: string[]) {
  const offers = new Map<string, Json>()
  const held = new Map<string, { readonly appointment: Json; readonly offerId: string }>()
  const booked = new Map<string, Json>()
  let number = 0
  for (const offer of freeTimes(base)) offers.set(String(offer['id']), offer)
  for (const appointment of existing(base)) booked.set(String(appointment['id']), appointment)
  const finder = createFinder(base, () => [...offers.values()])

  const answered = (appointment: Json, words: string, headers: Record<string, string> = {}): Answer => ({
    status: 201,
    body: searchset(base, [appointment], { remark: outcome('information', 'informational', words) }),
    headers,
  })

  function book(body: unknown): Answer {
    const sent = objects(object(body)['parameter'])
    const value = (name: string) => sent.find((parameter) => parameter['name'] === name)
    const resource = object(value('appointment-resource')?.['resource'])
    const comment = text(value('comment')?.['valueString'])
    const status = text(resource['status'])
    if (status === 'booked') return modify(resource)
    if (status === 'cancelled') return cancel(resource)
    if (status === 'pending') return refusal(422, 'not-supported', 'Tenant 7 books what it proposed, by reference.')
    const patient = object(value('patient-resource')?.['resource'])
    const known = patients.find(({ id }) => id === patient['id'])
    if (!known) return refusal(422, 'not-found', 'Tenant 7 does not know this patient.')
    for (const key of ['birthDate', 'gender', 'name', 'identifier']) {
      if (!same(known[key], patient[key])) violations.push(`$book: patient-resource.${key} is not what was read`)
    }
    const id = idIn(object(value('appointment-reference')?.['valueReference']))
    const chosen = held.get(id)?.appointment ?? offers.get(id)
    if (!chosen) return refusal(409, 'conflict', 'This time has gone to someone else.')
    offers.delete(id)
    held.delete(id)
    const made: Json = {
      ...chosen,
      id: `bk.${++number}-${Date.now().toString(36)}`,
      meta: { versionId: '1', profile: ['https://tenant-7.example/StructureDefinition/visit'] },
      extension: [{ url: 'https://tenant-7.example/StructureDefinition/desk', valueString: 'Desk 4' }],
      identifier: [{ system: 'https://tenant-7.example/visits', value: `V-${number}` }],
      status: 'booked',
      created: new Date().toISOString(),
      participant: [
        ...withoutPatients(chosen),
        { actor: { reference: `${base}/Patient/${String(patient['id'])}` }, status: 'accepted' },
      ],
      ...(comment === undefined ? {} : { comment }),
    }
    booked.set(String(made['id']), made)
    return answered(made, 'Tenant 7 will send a text message.')
  }

  /** Every element that was read must come back as it was, except those that may change: time, people and places, texts. */
  function keptFaults(stored: Json, sent: Json, mayChange: readonly string[]): string[] {
    return Object.keys(stored)
      .filter((key) => !mayChange.includes(key) && !same(stored[key], sent[key]))
      .map((key) => `$book ${String(sent['status'])}: ${key} was read and is not sent back as it was`)
  }

  function modify(sent: Json): Answer {
    const id = String(sent['id'])
    const stored = booked.get(id)
    if (!stored) return refusal(404, 'not-found', `There is no ${id}.`)
    const times = ['start', 'end', 'minutesDuration', 'requestedPeriod']
    const particulars = ['participant', 'comment', 'reasonCode', 'description', 'serviceType', 'meta']
    violations.push(...keptFaults(stored, sent, [...times, ...particulars]))
    const isMoved = sent['start'] !== stored['start']
    const goal = [...offers.values()].find((offer) => offer['start'] === sent['start'])
    if (isMoved && !goal) return refusal(409, 'conflict', 'This time has gone to someone else.')
    if (goal && isMoved) offers.delete(String(goal['id']))
    const before = object(stored['meta'])
    const made = { ...sent, meta: { ...before, versionId: String(Number(before['versionId'] ?? '1') + 1) } }
    booked.set(id, made)
    return answered(made, 'Tenant 7 has changed it.')
  }

  function cancel(sent: Json): Answer {
    const id = String(sent['id'])
    const hold = held.get(id)
    const stored = hold?.appointment ?? booked.get(id)
    if (!stored) return refusal(404, 'not-found', `There is no ${id}.`)
    violations.push(...keptFaults(stored, sent, ['status', 'cancelationReason', 'extension', 'comment', 'meta']))
    if (hold) {
      held.delete(id)
      offers.set(hold.offerId, { ...hold.appointment, id: hold.offerId, status: 'proposed' })
    } else {
      booked.set(id, sent)
    }
    return answered(sent, 'Tenant 7 has cancelled it.')
  }

  function hold(body: unknown): Answer {
    const offerId = idIn(object(objects(object(body)['parameter'])[0]?.['valueReference']))
    const offer = offers.get(offerId)
    if (!offer) return refusal(409, 'conflict', 'This time has gone to someone else.')
    offers.delete(offerId)
    const appointment: Json = { ...offer, id: `hold.${++number}`, status: 'pending' }
    held.set(String(appointment['id']), { appointment, offerId })
    return answered(appointment, 'Held.', { Expires: new Date(Date.now() + holdMinutes * 60_000).toUTCString() })
  }

  function idIn(reference: Json): string {
    return text(reference['reference'])?.split('/').at(-1) ?? ''
  }

  function withoutPatients(appointment: Json): Json[] {
    return objects(appointment['participant']).filter(({ actor }) => !String(object(actor)['reference']).includes('/Patient/'))
  }

  /** ITI-118. `date` may have any number of bounds. */
  function search(query: URLSearchParams): Answer {
    const who = query.get('patient')?.split('/').at(-1)
    const states = query.get('status')?.split(',')
    const found = [...booked.values()].filter((appointment) => {
      const actors = objects(appointment['participant']).map(({ actor }) => String(object(actor)['reference']))
      const at = Date.parse(String(appointment['start']))
      return (
        (!who || actors.some((reference) => reference.endsWith(`/Patient/${who}`))) &&
        (!states || states.includes(String(appointment['status']))) &&
        query.getAll('date').every((bound) => within(at, bound))
      )
    })
    const remark = query.has('_include') ? outcome('warning', 'not-supported', 'Tenant 7 does not do _include.') : undefined
    return { status: 200, body: searchset(base, found, { total: 99, ...(remark ? { remark } : {}) }) }
  }

  return {
    find: finder.first,
    next: finder.next,
    hold,
    book,
    search,
    read: (id: string): Answer => {
      const found = booked.get(id) ?? held.get(id)?.appointment ?? offers.get(id)
      return found ? { status: 200, body: found } : refusal(404, 'not-found', `There is no Appointment ${id}.`)
    },
    /** The booked appointments, for tests. */
    booked: () => [...booked.values()],
    held: () => [...held.values()],
    /** Someone else takes every free time. */
    takeAll: () => offers.clear(),
    /** Someone else changes an appointment. */
    change: (id: string, changes: Json) => booked.set(id, { ...booked.get(id), ...changes }),
  }
}

/** Compares an instant with a `date` bound and its prefix, as in R4. A bound without a time is a day of the clinic. */
function within(at: number, bound: string): boolean {
  const [, prefix = 'eq', value = ''] = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.*)$/.exec(bound) ?? []
  const edge = Date.parse(value.includes('T') ? value : `${value}T00:00:00+05:30`)
  const last = value.includes('T') ? edge : edge + 86_400_000 - 1
  const answers: Readonly<Record<string, boolean>> = {
    eq: at >= edge && at <= last,
    ge: at >= edge,
    gt: at > last,
    sa: at > last,
    le: at <= last,
    lt: at < edge,
    eb: at < edge,
  }
  return answers[prefix] ?? true
}
