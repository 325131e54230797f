import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { nameText } from '../fhir/names.ts'
import { participantsOf, targetKey } from '../fhir/references.ts'
import type { Appointment, HealthcareService, Location, Organization, Practitioner } from '../fhir/types.ts'
import type { Actors } from '../i18n/appointment-facts.ts'
import { readResource } from '../scheduling/search-resources.ts'
import { useConnection } from './connection.tsx'
import { emptyDirectory, useDirectory, type Directory } from './directory.ts'

const readable = ['Practitioner', 'Location', 'HealthcareService', 'Organization'] as const

/** More single reads than this per list would load the server more than bare names are worth. */
const readCap = 40

const noLocations: readonly Location[] = []

/**
 * Names and places for the actors of these appointments: from the directory, and read one by one where an actor comes as a bare
 * reference that the directory doesn't list. Returns the same object as long as nothing in it is new.
 */
export function useActors(appointments: readonly Appointment[], included: readonly Location[] = noLocations): Actors {
  const { server } = useConnection()
  const { data: directory, isPending } = useDirectory()
  const listed = useMemo(() => listedActors(directory ?? emptyDirectory, included), [directory, included])
  const missing = useMemo(() => (isPending ? [] : bareActors(appointments, listed.names)), [isPending, appointments, listed])
  // This runs for every page of offers, and few pages name somebody new.
  const [asked, setAsked] = useState(missing)
  if (missing.join() !== asked.join()) setAsked(missing)

  const combine = useCallback((reads: readonly ActorRead[]) => withReads(listed, asked, reads), [listed, asked])
  return useQueries({
    queries: asked.map((key) => {
      const [type, id = ''] = key.split('/')
      const known = readable.find((candidate) => candidate === type)
      return {
        queryKey: ['actor', server.base, key],
        queryFn: async ({ signal }: { signal: AbortSignal }) => (known ? readResource(server, known, id, signal) : null),
        staleTime: Infinity,
        gcTime: Infinity,
        retry: false,
      }
    }),
    combine,
  })
}

function listedActors(directory: Directory, included: readonly Location[]): Actors {
  const names = new Map<string, string>()
  const locations = new Map<string, Location>()
  const learn = (type: string, id: string | undefined, name: string | undefined) => {
    if (id !== undefined && name) names.set(`${type}/${id}`, name)
  }
  for (const practitioner of directory.practitioners) learn('Practitioner', practitioner.id, nameText(practitioner.name))
  for (const service of directory.services) learn('HealthcareService', service.id, service.name)
  for (const organization of directory.organizations) learn('Organization', organization.id, organization.name)
  for (const role of directory.roles) learn('PractitionerRole', role.id, role.practitioner?.display)
  for (const location of [...directory.locations, ...included]) {
    learn('Location', location.id, location.name)
    if (location.id !== undefined) locations.set(`Location/${location.id}`, location)
  }
  return { names, locations }
}

interface ActorRead {
  readonly data?: Practitioner | Location | HealthcareService | Organization | null | undefined
}

function withReads(listed: Actors, keys: readonly string[], reads: readonly ActorRead[]): Actors {
  if (!reads.some(({ data }) => data)) return listed
  const names = new Map(listed.names)
  const locations = new Map(listed.locations)
  for (const [index, { data }] of reads.entries()) {
    if (!data) continue
    names.set(keys[index] ?? '', data.resourceType === 'Practitioner' ? nameText(data.name) : (data.name ?? ''))
    if (data.resourceType === 'Location') locations.set(keys[index] ?? '', data)
  }
  return { names, locations }
}

/** The actors that come without a name. Thousands of appointments name few actors, so each reference is taken apart once. */
function bareActors(appointments: readonly Appointment[], names: ReadonlyMap<string, string>): string[] {
  const seen = new Set<string>()
  const missing = new Set<string>()
  for (const appointment of appointments) {
    for (const { actor } of participantsOf(appointment)) {
      const { reference, display } = actor ?? {}
      if (reference === undefined || display || seen.has(reference)) continue
      seen.add(reference)
      const key = targetKey(actor)
      if (!names.has(key) && readable.some((type) => key.startsWith(`${type}/`))) missing.add(key)
      if (missing.size === readCap) return [...missing]
    }
  }
  return [...missing]
}
