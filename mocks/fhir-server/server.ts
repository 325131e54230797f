import type { Grant } from '../auth/authorization.ts'
import type { Appointment, Bundle } from '../../src/fhir/types.ts'
import { requirePatient, requireScope, type Access } from './access.ts'
import { actorIds } from './availability.ts'
import { book } from './book.ts'
import { capabilityStatement } from './capability-statement.ts'
import type { Context } from './context.ts'
import { find, findPage } from './find.ts'
import { hold } from './hold.ts'
import type { Interaction } from './interaction.ts'
import { resolveOffer } from './offers.ts'
import { proposal } from './proposal.ts'
import { recordsOf } from './records.ts'
import { issue, Refusal, unknownResource } from './refusal.ts'
import { FHIR_JSON, reply, replyToRefusal, searchset } from './reply.ts'
import { search } from './search.ts'

/** A request whose body has been read. */
export interface ReceivedRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string
}

/** Performs one interaction for the bearer of the grant (undefined: no valid token) and answers it, refusals included. */
export function respond(
  context: Context,
  interaction: Interaction,
  request: ReceivedRequest,
  grant: Grant | undefined,
): Response {
  try {
    context.store.expireHolds()
    return perform(context, interaction, request, grant)
  } catch (problem) {
    if (problem instanceof Refusal) return replyToRefusal(problem)
    throw problem
  }
}

function perform(context: Context, interaction: Interaction, request: ReceivedRequest, grant: Grant | undefined): Response {
  const { url, headers, body } = request
  requireAcceptable(headers.get('accept'))
  switch (interaction.kind) {
    case 'metadata':
      return reply(capabilityStatement(context))
    case 'find': {
      const access = requireScope(grant, 'Appointment', ['s'])
      requireMediaType(headers, FHIR_JSON)
      return reply(find(context, url, body, access))
    }
    case 'find-page':
      return reply(findPage(context, interaction.token, requireScope(grant, 'Appointment', ['s'])))
    case 'hold': {
      requireScope(grant, 'Appointment', ['c', 'u'])
      requireMediaType(headers, FHIR_JSON)
      const { appointment, until } = hold(context, body)
      return reply(single(context, appointment), { headers: { expires: new Date(until).toUTCString() } })
    }
    case 'book': {
      const access = requireScope(grant, 'Appointment', ['c', 'u'])
      requireMediaType(headers, FHIR_JSON)
      return reply(single(context, book(context, body, access, headers.get('if-match'))))
    }
    case 'read':
      return reply(read(context, interaction.type, interaction.id, requireScope(grant, interaction.type, ['r'])))
    case 'search': {
      const access = requireScope(grant, interaction.type, ['s'])
      return reply(search(context, interaction.type, searchQuery(request, interaction.posted), access))
    }
    case 'not-allowed':
      throw new Refusal(405, [issue('error', 'not-supported', `Use ${interaction.allow} here.`)], {
        headers: { allow: interaction.allow },
      })
    case 'unknown':
      throw new Refusal(404, [issue('error', 'not-found', 'There is nothing at this address.')])
  }
}

/** The guide's Appointment Bundle with the one appointment that $hold or $book answers. */
const single = ({ base }: Context, appointment: Appointment): Bundle =>
  searchset({ resources: [{ fullUrl: `${base}/Appointment/${appointment.id ?? ''}`, resource: appointment }], total: 1 })

function read(context: Context, type: Extract<Interaction, { kind: 'read' }>['type'], id: string, access: Access) {
  const found =
    recordsOf(context, type).find((resource) => resource.id === id) ?? (type === 'Appointment' ? offered(context, id) : undefined)
  if (!found) throw unknownResource(`${type}/${id}`)
  if (found.resourceType === 'Patient') requirePatient(access, found.id)
  if (found.resourceType === 'Appointment' && access.kind === 'patient') {
    const patients = actorIds(found.participant, 'Patient', context.base)
    // Another patient's appointment is treated as unknown: even its existence must not be disclosed.
    if (patients.length > 0 && !patients.includes(access.id)) throw unknownResource(`${type}/${id}`)
  }
  return found
}

/** A free time can be read as a proposed appointment, as long as it is free. */
function offered(context: Context, id: string): Appointment | undefined {
  const offer = resolveOffer(context, id)
  return offer === undefined || offer === 'taken' ? undefined : proposal(offer)
}

function searchQuery({ url, headers, body }: ReceivedRequest, posted: boolean): URLSearchParams {
  if (!posted) return url.searchParams
  requireMediaType(headers, 'application/x-www-form-urlencoded')
  return new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)])
}

function requireMediaType(headers: Headers, expected: string): void {
  const given = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (given !== expected) {
    throw new Refusal(415, [
      issue('error', 'not-supported', `The body must be ${expected}, not ${given ?? 'of an unnamed type'}.`),
    ])
  }
}

function requireAcceptable(accept: string | null): void {
  const ranges = (accept ?? '*/*').split(',').map((range) => range.split(';')[0]?.trim().toLowerCase())
  if (
    !ranges.some((range) => range === FHIR_JSON || range === 'application/json' || range === 'application/*' || range === '*/*')
  ) {
    throw new Refusal(406, [issue('error', 'not-supported', `This server answers in ${FHIR_JSON} only.`)])
  }
}
