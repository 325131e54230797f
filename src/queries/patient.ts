import { queryOptions, skipToken, useQueries, useQuery } from '@tanstack/react-query'
import { keepSecret } from '../fhir/text/secrets.ts'
import type { Patient } from '../fhir/types.ts'
import { readResource, searchResources } from '../scheduling/search-resources.ts'
import { useConnection, type Connection } from './connection.tsx'

/** Demographics that a patient is looked for by (PDQm ITI-78). */
export interface PatientCriteria {
  readonly name?: string
  /** YYYY-MM-DD */
  readonly birthDate?: string
  readonly identifier?: string
}

export function patientQuery({ ehr }: Pick<Connection, 'ehr'>, id: string | undefined) {
  return queryOptions({
    queryKey: ['patient', ehr.base, id],
    queryFn: id === undefined ? skipToken : async ({ signal }) => secret(await readResource(ehr, 'Patient', id, signal)),
    staleTime: 5 * 60_000,
  })
}

/** Keeps the patient out of reports: from the moment a record is here, no report may name its patient. */
function secret(patient: Patient): Patient {
  keepSecret(patient)
  return patient
}

export function usePatientRecord(id: string | undefined) {
  return useQuery(patientQuery(useConnection(), id))
}

/** The records of several patients by id, as far as they have been read by now. */
export function usePatientRecords(ids: readonly string[]): ReadonlyMap<string, Patient> {
  const connection = useConnection()
  const distinct = [...new Set(ids)]
  const records = useQueries({ queries: distinct.map((id) => patientQuery(connection, id)) })
  return new Map(distinct.flatMap((id, index) => (records[index]?.data ? [[id, records[index].data]] : [])))
}

export function usePatientSearch(criteria: PatientCriteria | undefined) {
  const { ehr } = useConnection()
  return useQuery({
    queryKey: ['patients', ehr.base, criteria],
    queryFn:
      criteria === undefined
        ? skipToken
        : async ({ signal }) => {
            const found = await searchResources(
              ehr,
              'Patient',
              {
                ...(criteria.name ? { name: criteria.name } : {}),
                ...(criteria.birthDate ? { birthdate: criteria.birthDate } : {}),
                ...(criteria.identifier ? { identifier: criteria.identifier } : {}),
              },
              50,
              signal,
            )
            found.resources.forEach(keepSecret)
            return found
          },
  })
}
