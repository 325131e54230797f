import { useQueries } from '@tanstack/react-query'
import { nameText } from '../fhir/names.ts'
import { targetOf } from '../fhir/references.ts'
import type { Appointment, Location, Reference } from '../fhir/types.ts'
import type { Actors } from '../i18n/appointment-facts.ts'
import { readResource } from '../scheduling/search-resources.ts'
import { useConnection } from './connection.tsx'
import { useDirectory } from './directory.ts'

const readable = ['Practitioner', 'Location', 'HealthcareService', 'Organization'] as const

/** More single reads than this per list would load the server more than bare names are worth. */
const readCap = 40

/**
 * Names and places for the actors of these appointments: from the directory, and read one by one where an actor comes as a
 * bare reference that the directory doesn't list.
 */
export function useActors(appointments: readonly Appointment[], included: readonly Location[] = []): Actors {
  const { server } = useConnection()
  const directory = useDirectory()
  const names = new Map<string, string>()
  const locations = new Map<string, Location>()
  const learn = (type: string, id: string | undefined, name: string | undefined) => {
    if (id !== undefined && name) names.set(`${type}/${id}`, name)
  }
  for (const practitioner of directory.data?.practitioners ?? []) learn('Practitioner', practitioner.id, nameText(practitioner.name))
  for (const service of directory.data?.services ?? []) learn('HealthcareService', service.id, service.name)
  for (const organization of directory.data?.organizations ?? []) learn('Organization', organization.id, organization.name)
  for (const role of directory.data?.roles ?? []) learn('PractitionerRole', role.id, role.practitioner?.display)
  for (const location of [...(directory.data?.locations ?? []), ...included]) {
    learn('Location', location.id, location.name)
    if (location.id !== undefined) locations.set(`Location/${location.id}`, location)
  }

  const missing = directory.isPending ? [] : [...new Set(appointments.flatMap((one) => bareActors(one, names)))].slice(0, readCap)
  const reads = useQueries({
    queries: missing.map((key) => {
      const [type, id = ''] = key.split('/')
      const known = readable.find((candidate) => candidate === type)
      return {
        queryKey: ['actor', server.base, key],
        queryFn: async ({ signal }: { signal: AbortSignal }) => (known ? readResource(server, known, id, signal) : null),
        staleTime: Infinity,
        retry: false,
      }
    }),
  })
  for (const [index, { data }] of reads.entries()) {
    if (!data) continue
    names.set(missing[index] ?? '', data.resourceType === 'Practitioner' ? nameText(data.name) : (data.name ?? ''))
    if (data.resourceType === 'Location') locations.set(missing[index] ?? '', data)
  }
  return { names, locations }
}

function bareActors(appointment: Appointment, names: ReadonlyMap<string, string>): string[] {
  return (appointment.participant ?? [])
    .map((participant) => participant.actor)
    .filter((actor): actor is Reference => actor !== undefined && !actor.display)
    .flatMap((actor) => actorKey(actor) ?? [])
    .filter((key) => !names.has(key) && readable.some((type) => key.startsWith(`${type}/`)))
}

/** `Type/id` of a literal reference, relative or absolute. */
function actorKey(actor: Reference | undefined): string | undefined {
  const target = targetOf(actor)
  return target && `${target.type}/${target.id}`
}
