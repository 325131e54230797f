import type { Appointment, Bundle, FhirResource, Parameters } from '../../src/fhir/types.ts'
import type { Slot } from 'fhir/r4'
import type { Fault } from './faults.ts'
import type { Disturbed } from './disturbed.ts'
import { isAppointment } from '../fhir-server/narrowing.ts'
import { attacked, isAttack } from './attacks.ts'
import { issue, outcome } from '../fhir-server/refusal.ts'
import { reply } from '../fhir-server/reply.ts'

interface Rewriting extends Disturbed {
  /** Undoes what the request has done. */
  readonly undo: () => void
}

/** Changes a successful answer as the faults say; refusals and answers that are no Bundle pass as they are. */
export async function rewrite(response: Response, faults: readonly Fault[], rewriting: Rewriting): Promise<Response> {
  const attack = faults.find(isAttack)
  // The words of a refusal may be an attack, too.
  if (attack) return reply(attacked((await response.clone().json()) as FhirResource, attack.kind), { status: response.status })
  if (!response.ok || !faults.some(({ kind }) => kind in rewrites)) return response
  const parsed = (await response.clone().json()) as FhirResource
  if (parsed.resourceType !== 'Bundle') return response
  let answer: FhirResource = parsed
  for (const fault of faults) {
    if (answer.resourceType === 'Bundle') answer = rewriteOne(answer, fault, rewriting)
  }
  const status = faults.some(({ kind }) => kind === 'created') ? 201 : response.status
  const expires = response.headers.get('expires')
  return reply(answer, { status, headers: expires ? { expires } : {} })
}

const rewrites = {
  'wrong-status': true,
  loop: true,
  'foreign-next': true,
  bare: true,
  parameters: true,
  created: true,
  'no-total': true,
  'transaction-response': true,
  'extra-slot': true,
  'extra-issue': true,
  'notice-only': true,
} as const

function rewriteOne(bundle: Bundle, fault: Fault, { context, received, undo }: Rewriting): FhirResource {
  const { entry = [], link = [], total, ...rest } = bundle
  const appointment = appointmentIn(bundle)
  const withNext = (url: string): Bundle => ({
    ...bundle,
    link: [...link.filter(({ relation }) => relation !== 'next'), { relation: 'next', url }],
  })
  switch (fault.kind) {
    case 'wrong-status':
      return appointment ? inStatus(bundle, appointment, fault.status, { context, undo }) : bundle
    case 'loop': {
      const next = nextOf(bundle)
      // A link can't lead to a POST, so the answer to a POST keeps its next link, and the page behind that links to itself.
      if (received.method === 'POST') return next === undefined ? bundle : withNext(next)
      return withNext(received.url.href)
    }
    case 'foreign-next':
      return withNext('https://elsewhere.example/fhir/Appointment?_page=2')
    case 'bare':
      return appointment ?? bundle
    case 'parameters': {
      const wrapped: Parameters = { resourceType: 'Parameters', parameter: [{ name: 'return', resource: bundle }] }
      return wrapped
    }
    case 'no-total':
      return { ...rest, entry, ...(link.length > 0 && { link }) }
    case 'transaction-response':
      return { ...bundle, type: 'transaction-response' }
    case 'extra-slot': {
      const times = { start: appointment?.start ?? '', end: appointment?.end ?? '' }
      const slot: Slot = { resourceType: 'Slot', schedule: { display: 'Schedule' }, status: 'busy', ...times }
      return { ...bundle, entry: [{ resource: slot }, ...entry] }
    }
    case 'extra-issue': {
      const resource = outcome([issue(fault.severity, 'processing', 'The reminder to the patient could not be sent.')])
      return { ...bundle, entry: [...entry, { resource, search: { mode: 'outcome' } }] }
    }
    case 'notice-only': {
      const resource = outcome([issue('information', 'informational', 'Your request was received.')])
      return { ...rest, total: 0, entry: [{ resource, search: { mode: 'outcome' } }] }
    }
    default:
      return bundle
  }
}

const nextOf = ({ link = [] }: Bundle): string | undefined => link.find(({ relation }) => relation === 'next')?.url

const appointmentIn = ({ entry = [] }: Bundle): Appointment | undefined =>
  entry.map(({ resource }) => resource).find(isAppointment)

function inStatus(
  bundle: Bundle,
  appointment: Appointment,
  status: Appointment['status'],
  { context, undo }: Pick<Rewriting, 'context' | 'undo'>,
): Bundle {
  const answered = { ...appointment, status }
  if (status === 'pending') context.store.put(answered)
  else undo()
  const before = context.store.appointment(appointment.id ?? '')
  // A change that was not made leaves the appointment as it was, and that is what an honest server shows.
  const shown = before?.status === status ? before : answered
  const entry = (bundle.entry ?? []).map((each) =>
    each.resource?.resourceType === 'Appointment' ? { ...each, resource: shown } : each,
  )
  return { ...bundle, entry }
}
