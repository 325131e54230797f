import { useMemo } from 'react'
import type { Patient } from '../../fhir/types.ts'
import { dayOf, type DayKey } from '../../i18n/clinic-time.ts'
import { viewerTimeZone, type Zone } from '../../i18n/clinic-zone.ts'
import { useConnection, type Connection } from '../../queries/connection.tsx'
import type { FindCriteria } from '../../scheduling/criteria.ts'
import { patientReference } from '../../scheduling/patient-reference.ts'
import { readCriteria } from './criteria/criteria-url.ts'
import { findCriteria } from './criteria/find-criteria.ts'
import type { SearchCriteria } from './criteria/search-criteria.ts'

/** A search as it was asked for. */
export interface Asked {
  /** The address's query, as far as it is about what to search for. */
  readonly query: string
  /** Tells it from an earlier one for the same. */
  readonly number: number
  /** Epoch milliseconds: what "from now on" means in it. */
  readonly atInstant: number
}

export function askedNow(query: string, { server }: Pick<Connection, 'server'>): Asked {
  return { query, number: server.now(), atInstant: server.now() }
}

export interface AskedSearch {
  /** As the address holds them. */
  readonly criteria: SearchCriteria
  /** What is sent; undefined where the days make no range. */
  readonly find: FindCriteria | undefined
  readonly zone: Zone
  readonly today: DayKey
}

/** What is meant by it, for this patient. The same objects as long as nothing in it changes. */
export function useAskedSearch({ query, atInstant }: Asked, patient: Patient): AskedSearch {
  const { server, config } = useConnection()
  const zone = config.clinicTimeZone ?? viewerTimeZone()
  const today = dayOf(Temporal.Instant.fromEpochMilliseconds(atInstant), zone)
  const criteria = useMemo(() => readCriteria(query, today), [query, today])
  const { sharesPatients } = server
  const find = useMemo(
    () => findCriteria(criteria, { nowInstant: atInstant, zone, patient: patientReference(patient, sharesPatients) }),
    [criteria, atInstant, zone, patient, sharesPatients],
  )
  return { criteria, find, zone, today }
}
