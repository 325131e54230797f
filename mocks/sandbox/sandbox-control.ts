import * as v from 'valibot'
import { isLaunchVariant, type LaunchVariant } from '../auth/launch-variants.ts'
import { launchContextSchema } from '../auth/token-store.ts'
import type { Clinic } from '../ehr/clinic.ts'
import { parseFault } from './sandbox-fault.ts'

export interface SandboxControls {
  readonly clinic: Clinic
  /** Advances the clinic's clock. */
  advanceClock(milliseconds: number): void
  resetClock(): void
}

/**
 * The `/sim/…` endpoints, by which tests and the EHR page control the sandbox; undefined for every other path. POST bodies
 * are JSON: `launch` and `separate` take a LaunchContext and answer `{ url }`, `scenario` `{ scenario }`, `variant` `{ variant }`, `fault` a
 * Fault, `clock` `{ advance }` in milliseconds, `reset` nothing. `GET ehr` is what the EHR page shows, `GET inspect` what the
 * server has seen, `GET audit` the AuditEvents received.
 */
export async function answerControl(request: Request, controls: SandboxControls): Promise<Response | undefined> {
  const [, name = ''] = /^\/sim\/(\w+)$/.exec(new URL(request.url).pathname) ?? []
  const read = reads.get(name)
  const write = writes.get(name)
  if (!read && !write) return undefined
  try {
    if (request.method === 'GET' && read) return Response.json(await read(controls))
    if (request.method === 'POST' && write) return Response.json((await write(await jsonOf(request), controls)) ?? {})
    return new Response('wrong method', { status: 405 })
  } catch (error) {
    return new Response(error instanceof Error ? error.message : String(error), { status: 400 })
  }
}

const clockSchema = v.object({ advance: v.number() })
const scenarioSchema = v.object({ scenario: v.string() })
const variantSchema = v.object({ variant: v.custom<LaunchVariant>(isLaunchVariant, 'no launch variant has this name') })

type Read = (controls: SandboxControls) => unknown
type Write = (body: unknown, controls: SandboxControls) => unknown

const reads = new Map<string, Read>([
  ['ehr', ({ clinic }) => clinic.read()],
  ['inspect', ({ clinic }) => clinic.sim.inspect()],
  ['audit', ({ clinic }) => clinic.auditRepository.events()],
])

const writes = new Map<string, Write>([
  ['launch', async (body, { clinic }) => ({ url: await clinic.launch(v.parse(launchContextSchema, body)) })],
  ['separate', async (body, { clinic }) => ({ url: await clinic.launchSeparate(v.parse(launchContextSchema, body)) })],
  ['scenario', (body, { clinic }) => clinic.useScenario(v.parse(scenarioSchema, body).scenario)],
  ['variant', (body, { clinic }) => clinic.useVariant(v.parse(variantSchema, body).variant)],
  ['fault', (body, { clinic }) => clinic.sim.fault(parseFault(body))],
  ['clock', (body, { advanceClock }) => advanceClock(v.parse(clockSchema, body).advance)],
  [
    'reset',
    (_body, { clinic, resetClock }) => {
      resetClock()
      return clinic.reset()
    },
  ],
])

async function jsonOf(request: Request): Promise<unknown> {
  const text = await request.text()
  return text === '' ? {} : JSON.parse(text)
}
