import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Known, KnownType } from '../fhir/resources.ts'
import { searchResources } from '../scheduling/search-resources.ts'
import { useConnection, type Connection } from './connection.tsx'

/** Who works where, as far as the server tells: the choices of the search form, and names for bare references. */
export interface Directory {
  readonly practitioners: readonly Known['Practitioner'][]
  readonly roles: readonly Known['PractitionerRole'][]
  readonly locations: readonly Known['Location'][]
  readonly organizations: readonly Known['Organization'][]
  readonly services: readonly Known['HealthcareService'][]
}

export const emptyDirectory: Directory = { practitioners: [], roles: [], locations: [], organizations: [], services: [] }

const listLimit = 500

/** A part that the server doesn't offer or doesn't allow to be read is empty: names can then still be typed. */
export function directoryQuery({ server }: Pick<Connection, 'server'>) {
  const list = async <T extends KnownType>(type: T, signal: AbortSignal): Promise<readonly Known[T][]> => {
    try {
      return (await searchResources(server, type, {}, listLimit, signal)).resources
    } catch {
      return []
    }
  }
  return queryOptions({
    queryKey: ['directory', server.base],
    queryFn: async ({ signal }): Promise<Directory> => {
      const [practitioners, roles, locations, organizations, services] = await Promise.all([
        list('Practitioner', signal),
        list('PractitionerRole', signal),
        list('Location', signal),
        list('Organization', signal),
        list('HealthcareService', signal),
      ])
      return { practitioners, roles, locations, organizations, services }
    },
    staleTime: 10 * 60_000,
    gcTime: Infinity,
    retry: false,
  })
}

export function useDirectory() {
  return useQuery(directoryQuery(useConnection()))
}
