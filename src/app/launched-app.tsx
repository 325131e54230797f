import type { ConfigProblem } from '../config/load-config.ts'
import { CacheProvider } from '../queries/cache-provider.tsx'
import { ConnectionProvider, type Connection } from '../queries/connection.tsx'
import { PatientChoiceProvider } from '../queries/current-patient.tsx'
import { AddressProvider } from '../ui/address/address-provider.tsx'
import { AppRoutes } from './app-routes.tsx'
import { DownloadWhenIdle } from './download-when-idle.tsx'

interface LaunchedAppProps {
  readonly connection: Connection
  readonly chosenPatient: string | undefined
  readonly warnings: readonly ConfigProblem[]
}

/** One launch has one connection and one cache, so that nothing of an earlier launch or another tab can be in it. */
export function LaunchedApp({ connection, chosenPatient, warnings }: LaunchedAppProps) {
  return (
    <CacheProvider session={connection.session}>
      <DownloadWhenIdle />
      <ConnectionProvider connection={connection}>
        <PatientChoiceProvider initial={chosenPatient}>
          <AddressProvider>
            <AppRoutes warnings={warnings} />
          </AddressProvider>
        </PatientChoiceProvider>
      </ConnectionProvider>
    </CacheProvider>
  )
}
