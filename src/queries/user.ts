import { skipToken, useQuery } from '@tanstack/react-query'
import { nameText } from '../fhir/names.ts'
import { pointsTo, targetOf } from '../fhir/references.ts'
import { readResource } from '../scheduling/search-resources.ts'
import { useConnection } from './connection.tsx'

/** The signed-in user's name, where the EHR holds a Practitioner record of theirs. */
export function useUserName(): string | undefined {
  const { session, ehr } = useConnection()
  const reference = session.fhirUser === undefined ? undefined : { reference: session.fhirUser }
  const target = targetOf(reference)
  const isHere = target?.type === 'Practitioner' && pointsTo(reference, target.type, target.id, ehr.base)
  const { data } = useQuery({
    queryKey: ['user', ehr.base, target?.id],
    queryFn: isHere ? ({ signal }) => readResource(ehr, 'Practitioner', target.id, signal) : skipToken,
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  })
  return data && nameText(data.name)
}
