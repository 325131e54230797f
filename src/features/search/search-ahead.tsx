import { useEffect, useMemo, useState } from 'react'
import { useAddress } from '../../ui/address/address-provider.tsx'
import type { Patient } from '../../fhir/types.ts'
import { useConnection, type Connection } from '../../queries/connection.tsx'
import { useAppointmentsAhead } from '../../queries/appointments.ts'
import { useOffersAhead } from '../../queries/offers.ts'
import { askedNow, useAskedSearch, type Asked } from './asked-search.ts'
import { patientTimes } from './patient-times.ts'
import { withoutView } from './results/results-view.ts'

interface Begun extends Asked {
  readonly patientId: string
}

const begun = new WeakMap<Connection, Begun>()

/**
 * Starts the requests of `/find` while the patient's record is still loading, where the Scheduling Server knows the patient by the
 * same id. Their answers are not shown before the record is there. Renders nothing.
 */
export function SearchAhead({ patientId }: { readonly patientId: string }) {
  const { pathname, search } = useAddress()
  const connection = useConnection()
  const [asked] = useState(() => askedNow(withoutView(search), connection))
  const patient = useMemo((): Patient => ({ resourceType: 'Patient', id: patientId }), [patientId])
  const { criteria, find, zone, today } = useAskedSearch(asked, patient)
  // When an appointment is to be moved, whether to search is known only once it was read.
  const isCertain = pathname === '/find' && connection.server.sharesPatients && criteria.moves === undefined
  const times = useMemo(() => patientTimes({ criteria, zone, today }, patient, true), [criteria, zone, today, patient])
  // The patient's appointments first, so that overlaps are known when the offers come: a mark that comes later makes lines higher.
  useAppointmentsAhead(isCertain ? times : undefined)
  useOffersAhead(isCertain ? find : undefined, asked.number)
  useEffect(() => {
    if (isCertain) begun.set(connection, { ...asked, patientId })
  }, [isCertain, connection, asked, patientId])
  return null
}

/** The search that was begun ahead for this patient and query, until `forgetAhead`. */
export function begunAhead(connection: Connection, query: string, patientId: string): Asked | undefined {
  const one = begun.get(connection)
  return one?.query === query && one.patientId === patientId ? one : undefined
}

/** Makes the next screen search anew: a time that was free a minute ago may be gone. */
export function forgetAhead(connection: Connection): void {
  begun.delete(connection)
}
