import type { Identifier, OperationOutcomeIssue, Timing } from '../../src/fhir/types.ts'
import { patientName } from '../world/patients.ts'
import type { Context } from './context.ts'
import { isPatient } from './narrowing.ts'
import type { CheckedParameters } from './parameters.ts'
import { issue, malformed, Refusal } from './refusal.ts'
import { literalKey, resolveReference, type Identified } from './references.ts'

export interface Token {
  readonly system: string
  readonly code: string
}

/** A parsed $find request, in JSON so that a page link can carry it. Lists are alternatives in order of preference. */
export interface FindCriteria {
  /** As sent, with its offset. */
  readonly start: string
  readonly end: string
  readonly specialties: readonly Token[]
  readonly visitTypes: readonly Token[]
  readonly reasons: readonly Token[]
  /** Ids. An empty list means any; an unknown id stays in the list and matches nobody. */
  readonly practitioners: readonly string[]
  readonly organizations: readonly string[]
  readonly locations: readonly string[]
  readonly addresses: readonly string[]
  readonly patients: readonly { readonly reference?: string; readonly display: string }[]
  readonly referral?: Identifier
  readonly timing?: Timing
}

const DAY = 86_400_000
const MAX_DAYS = 92

/** Reads the criteria; the second part of the answer says what was not understood or not used. */
export function readCriteria(context: Context, parameters: CheckedParameters): [FindCriteria, OperationOutcomeIssue[]] {
  const notes: OperationOutcomeIssue[] = []
  const { start, end } = readWindow(parameters)
  const referral = parameters.first('referral-identifier')?.valueIdentifier
  const timing = parameters.first('timing')?.valueTiming
  const references = (name: string, type: string, known: readonly Identified[]): string[] =>
    parameters.all(name).map(({ valueReference = {} }) => {
      const key = resolveReference(valueReference, [type], { base: context.base, known, path: name })
      if (key && known.some(({ id }) => id === key.id)) return key.id
      notes.push(
        issue(
          'warning',
          'not-found',
          `The ${name} ${valueReference.reference ?? valueReference.identifier?.value ?? ''} is unknown here.`,
        ),
      )
      return ''
    })
  const { practitioners, organizations, locations } = context.world
  const criteria: FindCriteria = {
    start,
    end,
    specialties: tokens(parameters, 'specialty'),
    visitTypes: tokens(parameters, 'visit-type'),
    reasons: tokens(parameters, 'reason'),
    practitioners: references('practitioner', 'Practitioner', practitioners),
    organizations: references('organization', 'Organization', organizations),
    locations: references('location-reference', 'Location', locations),
    addresses: parameters.all('location-string').map(({ valueString = '' }) => valueString),
    patients: readPatients(context, parameters),
    ...(referral && { referral }),
    ...(timing && { timing }),
  }
  if (parameters.first('insurance-reference')) {
    notes.push(
      issue('information', 'not-supported', 'The insurance was not taken into account: this server knows no insurance plans.'),
    )
  }
  if (criteria.visitTypes.length === 0) {
    const [usual] = context.world.visitTypes
    notes.push(
      issue(
        'information',
        'informational',
        `No visit type was given; times for a ${usual.code.display ?? usual.id} are offered.`,
      ),
    )
  }
  return [criteria, notes]
}

function readWindow(parameters: CheckedParameters): { start: string; end: string } {
  const start = parameters.first('start')?.valueDateTime ?? ''
  const end = parameters.first('end')?.valueDateTime ?? ''
  for (const [name, value] of Object.entries({ start, end })) {
    if (!value.includes('T')) throw malformed(`“${name}” must be a date and time with a time zone offset.`, name, 'value')
  }
  const length = Date.parse(end) - Date.parse(start)
  if (length <= 0) throw malformed('“start” must be before “end”.', 'start', 'value')
  if (length > MAX_DAYS * DAY) throw malformed(`The window may be no longer than ${MAX_DAYS} days.`, 'end', 'too-costly')
  return { start, end }
}

function tokens(parameters: CheckedParameters, name: string): Token[] {
  return parameters.all(name).map(({ valueString = '' }) => {
    const [system = '', code = '', ...more] = valueString.split('|')
    // The guide wants both parts, bare: neither `code` nor `|code` nor `specialty=system|code`.
    if (!system || !code || more.length > 0 || !/^[a-z][a-z0-9+.-]*:\S+$/i.test(system)) {
      throw malformed(`“${name}” must be written as system|code, not “${valueString}”.`, name, 'value')
    }
    return { system, code }
  })
}

function readPatients(context: Context, parameters: CheckedParameters): FindCriteria['patients'] {
  const known = parameters.all('patient-reference').map(({ valueReference = {} }) => {
    const key = resolveReference(valueReference, ['Patient'], {
      base: context.base,
      known: context.store.patients(),
      path: 'patient-reference',
    })
    const patient = key && context.store.patient(key.id)
    if (!patient) {
      const wanted = valueReference.reference ?? valueReference.identifier?.value ?? ''
      throw new Refusal(400, [issue('error', 'not-found', `The patient ${wanted} is unknown here.`, 'patient-reference')])
    }
    return { reference: `Patient/${patient.id ?? ''}`, display: patientName(patient) }
  })
  const unregistered = parameters.all('patient-resource').map(({ resource }) => {
    const display = isPatient(resource) ? patientName(resource) : ''
    if (!display) throw malformed('A patient without a record needs a name.', 'patient-resource', 'required')
    return { display }
  })
  return [...known, ...unregistered]
}

export const patientIdOf = ({ reference }: { reference?: string }, base: string): string | undefined =>
  reference ? literalKey(reference, ['Patient'], base, 'patient').id : undefined
