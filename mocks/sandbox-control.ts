import * as z from 'zod/mini'
import { isLaunchVariant } from './auth/launch-variants.ts'
import { launchContextSchema } from './auth/token-store.ts'
import type { Clinic } from './ehr/clinic.ts'
import { isFault } from './faults.ts'

export interface SandboxControls {
  readonly clinic: Clinic
  /** Moves the clinic's clock on. */
  advanceClock(milliseconds: number): void
  resetClock(): void
}

/**
 * The `/sim/…` endpoints, through which tests and the EHR page steer the sandbox; undefined for every other path. POST bodies
 * are JSON: `launch` takes a LaunchContext and answers `{ url }`, `scenario` `{ scenario }`, `variant` `{ variant }`, `fault` a
 * Fault, `clock` `{ advance }` in milliseconds, `reset` nothing. `GET ehr` is what the EHR page shows, `GET inspect` what the
 * server has seen.
 */
export async function answerControl(request: Request, controls: SandboxControls): Promise<Response | undefined> {
  const [, name = ''] = /^\/sim\/(\w+)$/.exec(new URL(request.url).pathname) ?? []
  const read = reads[name]
  const write = writes[name]
  if (!read && !write) return undefined
  try {
    if (request.method === 'GET' && read) return Response.json(await read(controls))
    if (request.method === 'POST' && write) return Response.json((await write(await jsonOf(request), controls)) ?? {})
    return new Response('wrong method', { status: 405 })
  } catch (error) {
    return new Response(error instanceof Error ? error.message : String(error), { status: 400 })
  }
}

const reads: Readonly<Record<string, (controls: SandboxControls) => unknown>> = {
  ehr: ({ clinic }) => clinic.read(),
  inspect: ({ clinic }) => clinic.sim.inspect(),
}

const writes: Readonly<Record<string, (body: unknown, controls: SandboxControls) => unknown>> = {
  launch: async (body, { clinic }) => ({ url: await clinic.launch(launchContextSchema.parse(body)) }),
  scenario: (body, { clinic }) => clinic.useScenario(z.object({ scenario: z.string() }).parse(body).scenario),
  variant(body, { clinic }) {
    const { variant } = z.object({ variant: z.string() }).parse(body)
    if (!isLaunchVariant(variant)) throw new RangeError(`no launch variant has the name ${variant}`)
    return clinic.useVariant(variant)
  },
  fault(body, { clinic }) {
    if (!isFault(body)) throw new TypeError('this is not a fault')
    clinic.sim.fault(body)
  },
  clock: (body, { advanceClock }) => advanceClock(z.object({ advance: z.number() }).parse(body).advance),
  async reset(_body, { clinic, resetClock }) {
    resetClock()
    await clinic.reset()
  },
}

async function jsonOf(request: Request): Promise<unknown> {
  const text = await request.text()
  return text === '' ? {} : JSON.parse(text)
}
