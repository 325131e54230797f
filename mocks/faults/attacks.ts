import type { Appointment, FhirResource } from '../../src/fhir/types.ts'
import { isAppointment } from '../fhir-server/narrowing.ts'
import type { Fault } from './faults.ts'

type Attack = Extract<Fault, { kind: 'hostile' | 'another-patient' }>

/** Faults of a server that somebody has taken over, or that has mixed up its patients. */
export function isAttack(fault: Fault): fault is Attack {
  return fault.kind === 'hostile' || fault.kind === 'another-patient'
}

export function attacked(resource: FhirResource, kind: Attack['kind']): FhirResource {
  return kind === 'hostile' ? withHostileTexts(resource) : aboutAnother(resource)
}

/** Nobody whom the clinic knows. */
const stranger = 'pat-9999'

/** References to a patient that are not valid in R4, or that no client could follow. */
export const oddReferences = [
  'Patient/pat_9999',
  '/Patient/9999',
  './Patient/9999',
  '/fhir/Patient/9999',
  'Patient/9999/',
  'https://clinic.example.org/fhir/Patient/9999?_x=1',
  'Patient/9999#x',
  'Patient/9999 ',
  ' Patient/9999',
  'patient/9999',
  'Patient?identifier=urn:x|9999',
  'HTTPS://clinic.example.org/fhir/Patient/9999',
  `Patient/${'9'.repeat(65)}`,
]

function aboutAnother(resource: FhirResource): FhirResource {
  if (resource.resourceType === 'Appointment') return forStranger(resource)
  if (resource.resourceType !== 'Bundle') return { ...resource, id: stranger }
  const references = [`Patient/${stranger}`, ...oddReferences]
  const entry = (resource.entry ?? []).map((each, index) =>
    isAppointment(each.resource) ? { ...each, resource: forStranger(each.resource, references[index % references.length]) } : each,
  )
  return { ...resource, entry }
}

function forStranger(appointment: Appointment, reference = `Patient/${stranger}`): Appointment {
  const others = appointment.participant.filter(({ actor }) => !actor?.reference?.includes('Patient/'))
  return { ...appointment, participant: [{ actor: { reference }, status: 'accepted' }, ...others] }
}

/** Each one sets `window.attacked` if it succeeds. */
const attacks = [
  '<script>window.attacked=1</script>',
  '<img src=x onerror="window.attacked=1">',
  '"><svg onload=window.attacked=1>',
  "'-window.attacked=1-'",
  '{{constructor.constructor("window.attacked=1")()}}',
  '\u202eoremoR adI\u202c\u200b\u0007 ',
]
const script = 'javascript:window.attacked=1'

/** Elements that people read. Identifiers, codes and references stay, or no request could succeed. */
const readByPeople: ReadonlySet<string> = new Set(
  'display text name family given prefix suffix description comment patientInstruction diagnostics city line birthDate gender'.split(' '),
)
/** Texts that look like `booked` but are not: by letter case, an invisible character, the direction of writing, or repetition. */
const disguises = ['Booked', 'booked\u200b', '\u202edekoob', 'booked '.repeat(10_000)]
/** Statuses that a booking passes through stay, or nothing could be booked. */
const passedThrough: ReadonlySet<string> = new Set(['proposed', 'pending', 'booked'])
const endless = 'Name without end '.repeat(60_000)

function withHostileTexts(resource: FhirResource): FhirResource {
  let count = 0
  const turned = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => turned(item, key))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, turned(part, name)]))
    }
    if (key === 'div') return `<div xmlns="http://www.w3.org/1999/xhtml">${attacks.join('')}</div>`
    if (typeof value !== 'string' || !readByPeople.has(key)) return value
    count += 1
    return `${attacks[count % attacks.length]}${value}`
  }
  const answer = disguised(turned(resource, '') as FhirResource)
  if (answer.resourceType === 'Patient') {
    const identifier = [...(answer.identifier ?? []), { system: attacks[0], value: attacks[5] }]
    return { ...answer, identifier, telecom: [{ system: 'phone', value: script }], photo: [{ url: script }, { url: `data:text/html,${attacks[0]}` }] }
  }
  if (answer.resourceType !== 'Bundle') return answer
  const issue = [
    { severity: 'warning' as const, code: 'informational' as const, diagnostics: `${attacks[1]} ${script} ${endless}` },
    { severity: 'information' as const, code: 'informational' as const, details: { text: attacks[0] ?? '' } },
  ]
  const remark = { resource: { resourceType: 'OperationOutcome' as const, issue }, search: { mode: 'outcome' as const } }
  // Only searches may carry a remark beside what they found.
  return answer.type === 'searchset' ? { ...answer, entry: [...(answer.entry ?? []), remark] } : answer
}

/** Disguises values that are not meant for people but are shown to them: an appointment's version, identifiers and status. */
function disguised(resource: FhirResource): FhirResource {
  if (resource.resourceType === 'Bundle') {
    const entry = (resource.entry ?? []).map((each) => (each.resource ? { ...each, resource: disguised(each.resource as FhirResource) } : each))
    return { ...resource, entry }
  }
  if (resource.resourceType !== 'Appointment' || ['proposed', 'pending'].includes(resource.status)) return resource
  const others = Array.from({ length: 5_000 }, (_, index) => ({
    actor: { reference: `Practitioner/crowd-${index}`, display: `${attacks[index % attacks.length]} ${index}` },
    status: 'accepted' as const,
  }))
  return {
    ...resource,
    meta: { ...resource.meta, versionId: `${attacks[5]}${'9'.repeat(10_000)}` },
    identifier: [...(resource.identifier ?? []), ...attacks.map((value) => ({ system: script, value }))],
    status: passedThrough.has(resource.status) ? resource.status : (disguises[resource.status.length % disguises.length] as 'booked'),
    participant: [...resource.participant, ...others],
  }
}
