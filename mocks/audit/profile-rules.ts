import type { AuditEvent, AuditEventAgent, AuditEventEntity } from '../../src/fhir/types.ts'

const DCM = 'http://dicom.nema.org/resources/ontology/DCM'
const HL7 = 'http://terminology.hl7.org/CodeSystem'
const REST = 'http://hl7.org/fhir/restful-interaction'
const BALP = 'https://profiles.ihe.net/ITI/BALP'

interface Concept {
  readonly system?: string | undefined
  readonly code?: string | undefined
}

const is = (coding: Concept | undefined, system: string, code: string): boolean =>
  coding?.system === system && coding.code === code

/** A rule in words, and whether an event keeps it. */
type Rule = readonly [words: string, keeps: (event: AuditEvent) => boolean]

const agentsOf = ({ agent }: AuditEvent, system: string, ...codes: string[]): AuditEventAgent[] =>
  agent.filter(({ type }) => type?.coding?.some((coding) => codes.some((code) => is(coding, system, code))))
const entitiesOf = ({ entity = [] }: AuditEvent, system: string, code: string): AuditEventEntity[] =>
  entity.filter(({ type }) => is(type, system, code))
const hasSubtype = (event: AuditEvent, system: string, code: string): boolean =>
  event.subtype?.some((coding) => is(coding, system, code)) ?? false

const clients = (event: AuditEvent) => agentsOf(event, DCM, '110153')
const servers = (event: AuditEvent) => agentsOf(event, DCM, '110152')
const patients = (event: AuditEvent) => entitiesOf(event, `${HL7}/audit-entity-type`, '1')
const objects = (event: AuditEvent) => entitiesOf(event, `${HL7}/audit-entity-type`, '2')

const usersOf = (codes: readonly string[]) => (event: AuditEvent) => agentsOf(event, `${HL7}/v3-ParticipationType`, ...codes)

/** The rules that all of BALP's REST patterns share. */
const basic = (userRoles: readonly string[]): Rule[] => [
  ['type is rest', ({ type }) => is(type, `${HL7}/audit-event-type`, 'rest')],
  ['outcome is 0', ({ outcome }) => outcome === '0'],
  ['exactly one client agent', (event) => clients(event).length === 1],
  ['exactly one server agent', (event) => servers(event).length === 1],
  [
    'client and server have who and network, and no media',
    (event) => [...clients(event), ...servers(event)].every(({ who, network, media }) => who && network && !media),
  ],
  ['at most one user agent', (event) => usersOf(userRoles)(event).length <= 1],
  [
    'the user has who, is the requestor, and has neither network nor media',
    (event) => usersOf(userRoles)(event).every(({ who, requestor, network, media }) => who && requestor && !network && !media),
  ],
  [
    'at most one X-Request-Id, with its value',
    (event) => {
      const ids = entitiesOf(event, `${BALP}/CodeSystem/BasicAuditEntityType`, 'XrequestId')
      return ids.length <= 1 && ids.every(({ what }) => what?.identifier?.value)
    },
  ],
]

const create: Rule[] = [
  ...basic(['AUT', 'INF', 'CST']),
  ['subtype create', (event) => hasSubtype(event, REST, 'create')],
  ['action is C', ({ action }) => action === 'C'],
  ['exactly one data entity', (event) => objects(event).length === 1],
  [
    'the data entity has what, and a role of a REST object',
    (event) =>
      objects(event).every(({ what, role }) => what && ['3', '4', '20'].some((code) => is(role, `${HL7}/object-role`, code))),
  ],
]

const query: Rule[] = [
  ...basic(['IRCP']),
  [
    'subtype search, search-type or search-system',
    (event) => ['search', 'search-type', 'search-system'].some((code) => hasSubtype(event, REST, code)),
  ],
  ['action is E', ({ action }) => action === 'E'],
  ['exactly one query entity', (event) => objects(event).length === 1],
  [
    'the query entity has role Query and query, and none of what, lifecycle, detail',
    (event) =>
      objects(event).every(
        ({ role, query: raw, what, lifecycle, detail }) =>
          is(role, `${HL7}/object-role`, '24') && raw && !what && !lifecycle && !detail,
      ),
  ],
]

const onePatient: Rule[] = [
  ['exactly one patient entity', (event) => patients(event).length === 1],
  [
    'the patient entity has role Patient and refers to a Patient',
    (event) => patients(event).every(({ role, what }) => is(role, `${HL7}/object-role`, '1') && refersTo(what, 'Patient')),
  ],
]

const source = (transaction: string): Rule[] => [
  ...create,
  ...onePatient,
  ['no modifierExtension', ({ modifierExtension }) => modifierExtension === undefined],
  [`subtype ${transaction}`, (event) => hasSubtype(event, 'urn:ihe:event-type-code', transaction)],
  ['the client is the observer', (event) => clients(event).every(({ who }) => sameJson(who, event.source.observer))],
  ['the data entity refers to an Appointment', (event) => objects(event).every(({ what }) => refersTo(what, 'Appointment'))],
]

function refersTo(what: AuditEventEntity['what'], type: string): boolean {
  const named = what?.reference?.split('/').at(-2) ?? what?.type
  return named === type && (what?.type ?? type) === type && Boolean(what?.reference ?? what?.identifier ?? what?.display)
}

/** Whether two values are the same JSON, whatever the order of their members. */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))]
  return left.length === right.size && left.every(([name, value]) => sameJson(value, right.get(name)))
}

/** The profiles that a Scheduling Client's events may claim (IHE ITI Scheduling x.6.1.1; BALP 3:5.7.3), by canonical URL. */
const profiles = new Map<string, readonly Rule[]>([
  [`${BALP}/StructureDefinition/IHE.BasicAudit.Create`, create],
  [`${BALP}/StructureDefinition/IHE.BasicAudit.Query`, query],
  [`${BALP}/StructureDefinition/IHE.BasicAudit.PatientQuery`, [...query, ...onePatient]],
  ...(['FindPotential', 'Hold', 'Book'] as const).map((name, index): [string, readonly Rule[]] => [
    `https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/IHE.Scheduling.${name}.Audit.Source`,
    source(`ITI-${115 + index}`),
  ]),
])

/** R4's own rule besides the shape. */
const always: Rule[] = [
  [
    'sev-1: an entity has a name or a query, not both',
    ({ entity = [] }) => entity.every(({ name, query: raw }) => !name || !raw),
  ],
]
/** BALP's patterns are for successes only: an event about a failure claims none of them, and says what went wrong. */
const failure: Rule[] = [
  ['a failure has an outcome and its description', ({ outcome, outcomeDesc }) => outcome !== '0' && Boolean(outcomeDesc)],
]

/** The rules that a well-shaped event breaks, in words. */
export function brokenRules(event: AuditEvent): string[] {
  const claimed = event.meta?.profile ?? []
  const manyPatients = patients(event).length > 1
  const rules = [
    ...always,
    ...claimed.flatMap((url): readonly Rule[] => profiles.get(url) ?? [[`the profile ${url} is known here`, () => false]]),
    ...(claimed.length === 0 && !manyPatients ? failure : []),
  ]
  return rules.filter(([, keeps]) => !keeps(event)).map(([words]) => words)
}
