import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConfigProblem } from '../config/load-config.ts'
import { ConnectionProvider, type Connection } from '../queries/connection.tsx'
import { PatientChoiceProvider } from '../queries/current-patient.tsx'
import { createQueryClient } from '../queries/query-client.ts'
import { AddressProvider } from '../ui/address/address-provider.tsx'
import { AppRoutes } from './app-routes.tsx'
import { DownloadWhenIdle } from './download-when-idle.tsx'

interface LaunchedAppProps {
  readonly connection: Connection
  readonly chosenPatient: string | undefined
  readonly warnings: readonly ConfigProblem[]
}

/** One launch, one connection, one cache: nothing of an earlier launch or another tab can be in it. */
export function LaunchedApp({ connection, chosenPatient, warnings }: LaunchedAppProps) {
  const [queryClient] = useState(() => createQueryClient(connection.session))
  return (
    <QueryClientProvider client={queryClient}>
      <DownloadWhenIdle />
      <ConnectionProvider connection={connection}>
        <PatientChoiceProvider initial={chosenPatient}>
          <AddressProvider>
            <AppRoutes warnings={warnings} />
          </AddressProvider>
        </PatientChoiceProvider>
      </ConnectionProvider>
    </QueryClientProvider>
  )
}
