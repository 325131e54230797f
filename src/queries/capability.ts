import { queryOptions, useQuery } from '@tanstack/react-query'
import { readCapability } from '../scheduling/capability.ts'
import { readCapabilityStatement } from '../scheduling/read-capability-statement.ts'
import { useConnection, type Connection } from './connection.tsx'

export function capabilityQuery({ server }: Pick<Connection, 'server'>) {
  return queryOptions({
    queryKey: ['capability', server.base],
    queryFn: async ({ signal }) => readCapability(await readCapabilityStatement(server, signal)),
    staleTime: Infinity,
    gcTime: Infinity,
  })
}

export function useCapability() {
  return useQuery(capabilityQuery(useConnection()))
}

/**
 * Asks for the capabilities beside the first search, so that a chosen time is held without asking first. A failed question isn't
 * repeated here: whoever needs the answer asks then.
 */
export function useCapabilityAhead(): void {
  useQuery({ ...capabilityQuery(useConnection()), retry: false, notifyOnChangeProps: [] })
}
