/** A simulated clinic around a screen: everything is real but the network's other end, which is the simulator behind MSW. */
import 'fake-indexeddb/auto'
import { I18nProvider } from '@lingui/react'
import { i18n } from '@lingui/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, configure, render, screen, type RenderResult } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { setupServer } from 'msw/node'
import type { ReactNode } from 'react'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { simHandlers } from '../../mocks/msw-handlers.ts'
import { createSim, type Sim } from '../../mocks/sim.ts'
import { createWorld, type World } from '../../mocks/world/world.ts'
import type { Config } from '../config/schema.ts'
import { connect } from '../queries/connect.ts'
import { ConnectionProvider, type Connection } from '../queries/connection.tsx'
import { CurrentPatientProvider, PatientChoiceProvider, type CurrentPatient } from '../queries/current-patient.tsx'
import { createQueryClient } from '../queries/query-client.ts'
import { readResource } from '../scheduling/search-resources.ts'
import { compareScopes } from '../smart/scopes.ts'
import type { Session } from '../smart/session.ts'
import { loadListField } from '../ui/choice/choice-loading.ts'
import { ThemeProvider } from '../ui/theme/theme-provider.tsx'
import { AddressProvider, useAddress } from '../ui/address/address-provider.tsx'
import { beginAt } from './begin-at.ts'

// The state after the app's first idle moment.
await loadListField()

export const clinicBase = 'https://clinic.test/fhir'

/** Monday 23 November 2026, 08:05 in Chicago: the clinic has just opened. Epoch milliseconds. */
export const clinicNow = Date.parse('2026-11-23T14:05:00Z')

const everyScope = ['user/Appointment.cruds', 'user/Patient.rs', 'user/*.rs']

interface ClinicOptions {
  /** The address to begin at: path and query. */
  readonly route: string
  readonly world?: World
  /** For faults, scenarios and what was sent; made from `world` where not given. */
  readonly sim?: Sim
  /** The patient that the session works for; `pat-4217`, Ida Romero, where not given; null for a launch without one. */
  readonly patientId?: string | null
  /** Whether the launch gave the patient, so that it can't be changed. */
  readonly patientIsFixed?: boolean
  readonly needPatientBanner?: boolean
  readonly scopes?: readonly string[]
  readonly config?: Partial<Config>
  /** Epoch milliseconds; `clinicNow` where not given. */
  readonly now?: () => number
  /** Runs before the screen is there, for instance to keep a draft. */
  readonly before?: (connection: Connection) => Promise<void>
}

export interface Clinic extends RenderResult {
  readonly sim: Sim
  readonly user: UserEvent
  readonly connection: Connection
  /** Path and query of the address as it is now. */
  address(): string
}

// A simulated server needs longer than a stub, and the more so on a busy machine.
configure({ asyncUtilTimeout: 5_000 })

// The page's own clock tells how old somebody is and how long a hold lasts: it must agree with the clinic's, whatever day it is.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: clinicNow }))
afterEach(() => void vi.useRealTimers())

const network = setupServer()
beforeAll(() => network.listen({ onUnhandledRequest: 'error' }))
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

/** A simulator whose clock stands at `clinicNow`, or goes by `clock`. */
export function createClinicSim(world?: World, clock: () => number = () => clinicNow): Sim {
  return createSim({ base: clinicBase, clock, world: world ?? createWorld(clock) })
}

/** Makes the browser throw away what it keeps before the answer to a `$book` comes, as when it needs room or its user clears site data. */
export function clearWhileSending(sim: Sim): void {
  const { handle } = sim
  vi.spyOn(sim, 'handle').mockImplementation(async (request) => {
    const answer = await handle(request)
    if (request.url.endsWith('$book')) {
      await new Promise((resolve, reject) => Object.assign(indexedDB.deleteDatabase('slotline'), { onsuccess: resolve, onerror: reject }))
    }
    return answer
  })
}

/** Renders a screen as a launched session sees it, at `route`. Rejects when the world doesn't know the patient. */
export async function renderInClinic(ui: ReactNode, options: ClinicOptions): Promise<Clinic> {
  const { route, world, patientId = 'pat-4217', patientIsFixed = false, now = () => clinicNow } = options
  const sim = options.sim ?? createClinicSim(world, now)
  network.use(...simHandlers(sim))
  const connection = await connectToClinic(options, now)
  await options.before?.(connection)
  const patient = patientId === null ? undefined : await patientOf(connection, patientId)
  const queryClient = createQueryClient(connection.session)
  const initial = patientIsFixed ? undefined : (patientId ?? undefined)
  await connection.chosenPatient.choose(initial)

  const wrapped = (
    <I18nProvider i18n={i18n}>
      <ThemeProvider>
        <QueryClientProvider client={queryClient}>
          <ConnectionProvider connection={connection}>
            <PatientChoiceProvider initial={initial}>
              <AddressProvider>
                {patient ? <CurrentPatientProvider patient={patient}>{ui}</CurrentPatientProvider> : ui}
                <Address />
              </AddressProvider>
            </PatientChoiceProvider>
          </ConnectionProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </I18nProvider>
  )
  beginAt(route)
  const result = await act(async () => render(wrapped))
  return { ...result, sim, user: userEvent.setup(), connection, address: () => screen.getByTestId('address').textContent ?? '' }
}

/** Connects as a launch would: only the session is made up, everything else is put together by the product's own `connect`. */
async function connectToClinic(options: ClinicOptions, now: () => number): Promise<Connection> {
  const { patientId = 'pat-4217', patientIsFixed = false, scopes = everyScope, config = {}, needPatientBanner = true } = options
  const transport = (request: Request) => fetch(request)
  const session: Session = {
    id: crypto.randomUUID(),
    iss: clinicBase,
    fhirBase: clinicBase,
    clientId: 'slotline',
    ...(patientIsFixed && patientId !== null ? { patientId } : {}),
    fhirUser: 'Practitioner/abbas',
    userKey: crypto.randomUUID(),
    needPatientBanner,
    scopes: compareScopes(everyScope, scopes),
    ehrScopes: compareScopes(everyScope, scopes),
    transport,
    ehrTransport: transport,
    onEnded: () => () => undefined,
    noteActivity: () => undefined,
    onScopesChanged: () => () => undefined,
    stop: () => undefined,
    end: () => undefined,
  }
  const issuers = [{ iss: clinicBase, clientId: 'slotline' }]
  return connect(session, { issuers, holdMinutes: 10, idleMinutes: 0, requestTimeoutSeconds: 20, ...config }, now, now)
}

async function patientOf({ ehr }: Connection, id: string): Promise<CurrentPatient> {
  return { ...(await readResource(ehr, 'Patient', id)), id }
}

function Address() {
  const { pathname, search } = useAddress()
  return (
    <span data-testid="address" hidden>
      {pathname + search}
    </span>
  )
}
