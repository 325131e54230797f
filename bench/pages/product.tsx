import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { readCriteria } from '../../src/features/search/criteria/criteria-url.ts'
import { OfferList } from '../../src/features/search/results/offer-list.tsx'
import { useListRoom } from '../../src/features/search/list/use-list-room.ts'
import type { Appointment } from '../../src/fhir/types.ts'
import { I18nProvider } from '../../src/i18n/locale.tsx'
import { ensureTemporal } from '../../src/i18n/temporal.ts'
import { connect } from '../../src/queries/connect.ts'
import { ConnectionProvider, type Connection } from '../../src/queries/connection.tsx'
import { createQueryClient } from '../../src/queries/query-client.ts'
import { compareScopes } from '../../src/smart/scopes.ts'
import { AddressProvider } from '../../src/ui/address/address-provider.tsx'
import { ThemeProvider } from '../../src/ui/theme/theme-provider.tsx'
import './bench-page.ts'
import './until-painted.js'

const criteria = readCriteria('', '2026-11-23')
/** `list` or `week`, from the address. */
const view = new URLSearchParams(location.search).get('view') === 'week' ? 'week' : 'list'
const selector = view === 'week' ? '[aria-label="Offers by week"] button' : '[aria-label="Offers by day"] button'
history.replaceState(null, '', `#/find?view=${view}`)
const root = createRoot(document.body.appendChild(document.createElement('div')))

await ensureTemporal()
const connection = await connectToNobody()
const queryClient = createQueryClient(connection.session)
show([])

/** The product's offers by themselves, which are ready, as are the app around them and all scripts. */
window.bench = {
  async render(offers) {
    await untilPainted(() => show(offers.slice(0, 1)), selector)
    await untilPainted(() => show([]), selector, false)
    return untilPainted(() => show(offers), selector)
  },
}

function show(offers: readonly Appointment[]): void {
  root.render(withinApp(<Offers offers={offers} />))
}

/** As in the app, where they will stand is known before they are there. */
function Offers({ offers }: { readonly offers: readonly Appointment[] }) {
  const { ref, room } = useListRoom()
  const list = { offers, room, criteria, moves: undefined, overlaps: () => false, chosenKey: undefined, onChoose: () => undefined }
  return <section ref={ref}>{offers.length === 0 ? <p>Ready</p> : <OfferList {...list} />}</section>
}

function withinApp(ui: ReactNode): ReactNode {
  return (
    <I18nProvider language="en">
      <ThemeProvider>
        <QueryClientProvider client={queryClient}>
          <ConnectionProvider connection={connection}>
            <AddressProvider>{ui}</AddressProvider>
          </ConnectionProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </I18nProvider>
  )
}

/** A session with a server that knows nothing: the list needs nothing of it. */
function connectToNobody(): Promise<Connection> {
  const base = `${location.origin}/fhir`
  const transport = async () => Response.json({ resourceType: 'Bundle', type: 'searchset', total: 0 })
  return connect(
    {
      id: crypto.randomUUID(),
      iss: base,
      fhirBase: base,
      clientId: 'bench',
      userKey: crypto.randomUUID(),
      needPatientBanner: true,
      scopes: compareScopes([], []),
      ehrScopes: compareScopes([], []),
      transport,
      ehrTransport: transport,
      onEnded: () => () => undefined,
      noteActivity: () => undefined,
      onScopesChanged: () => () => undefined,
      stop: () => undefined,
      end: () => undefined,
    },
    {
      issuers: [{ iss: base, clientId: 'bench' }],
      holdMinutes: 10,
      idleMinutes: 0,
      requestTimeoutSeconds: 20,
      clinicTimeZone: 'America/Chicago',
    },
  )
}
