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
  /** The part of the address's query that holds the criteria. */
  readonly query: string
  /** Tells this search from an earlier one with the same query. */
  readonly number: number
  /** Epoch milliseconds: the search's "now". */
  readonly atInstant: number
}

export function askedNow(query: string, { server }: Pick<Connection, 'server'>): Asked {
  return { query, number: server.now(), atInstant: server.now() }
}

export interface AskedSearch {
  /** The criteria of the address. */
  readonly criteria: SearchCriteria
  /** What is sent to the server; undefined where the days make no valid range. */
  readonly find: FindCriteria | undefined
  readonly zone: Zone
  readonly today: DayKey
}

/** What a search means for this patient. Returns the same objects as long as nothing in them changes. */
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
