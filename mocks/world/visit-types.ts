import type { Coding, HealthcareService } from '../../src/fhir/types.ts'
import { SPECIALTIES, VISIT_CODES, type Specialty, type VisitId } from './codes.ts'
import { sites } from './sites.ts'

export interface VisitType {
  readonly id: VisitId
  readonly code: Coding
  readonly minutes: number
  /** Offers start this many minutes apart. */
  readonly everyMinutes: number
  /** Absent: every specialty offers it. */
  readonly specialties?: readonly Specialty[]
  /** Suffix of the room it needs; absent: the practitioner's own room. */
  readonly room?: string
  readonly service: HealthcareService
}

function visit(id: VisitId, minutes: number, everyMinutes: number, specialties?: readonly Specialty[], room?: string): VisitType {
  const code = VISIT_CODES[id]
  return {
    id,
    code,
    minutes,
    everyMinutes,
    ...(specialties && { specialties }),
    ...(room && { room }),
    service: {
      resourceType: 'HealthcareService',
      id,
      active: true,
      name: code.display,
      comment: `${minutes} minutes`,
      providedBy: { reference: 'Organization/lakeshore', display: 'Lakeshore Health' },
      type: [{ coding: [code], text: code.display }],
      ...(specialties && { specialty: specialties.map((name) => ({ coding: [SPECIALTIES[name]] })) }),
      location: sites.map((site) => ({ reference: `Location/${site.id}`, display: site.location.name ?? site.id })),
      appointmentRequired: true,
    },
  }
}

/** What can be booked; the first is offered when a search names no visit type. */
export const visitTypes: readonly [VisitType, ...VisitType[]] = [
  visit('follow-up', 20, 20),
  visit('new-patient', 40, 20),
  visit('well-child', 30, 30, ['paediatrics']),
  visit('ecg', 10, 10, ['cardiology', 'generalPractice']),
  visit('echo', 45, 15, ['cardiology'], 'heart-lab'),
  visit('stress-test', 60, 30, ['cardiology'], 'heart-lab'),
  visit('post-op', 15, 15, ['orthopaedics', 'ophthalmology']),
  visit('injection', 10, 10, ['generalPractice', 'paediatrics', 'orthopaedics']),
  visit('eye-exam', 30, 30, ['ophthalmology']),
]
