import type { AuthorizationServer, Directory, Grant, LaunchContext } from './authorization.ts'
import { answerAuthorize } from './authorize-endpoint.ts'
import type { Client } from './authorize-request.ts'
import type { LaunchVariant } from './launch-variants.ts'
import { jsonAnswer, preflightAnswer } from './oauth-answers.ts'
import { processKey, publicKeySet } from './signing-key.ts'
import { openIdConfiguration, smartConfiguration, type Endpoints } from './smart-configuration.ts'
import { answerToken } from './token-endpoint.ts'
import { emptyStore, restoreStore, saveStore, type TokenStore } from './token-store.ts'

/** Milliseconds for which a launch handle can be used, also several times, so that the user may reload. */
const launchLifetime = 600_000

export interface AuthorizationServerOptions {
  /** FHIR base URL without trailing slash; also the issuer. */
  readonly base: string
  readonly authorizeUrl: string
  /** Defaults to `token` beside the authorize URL. */
  readonly tokenUrl?: string
  /** What the consent page links to; defaults to `ehr.css` beside the authorize URL. */
  readonly stylesheetUrl?: string
  readonly directory: Directory
  readonly clients: readonly Client[]
  /** Epoch milliseconds; defaults to Date.now. */
  readonly clock?: () => number
  /** A new, unguessable identifier. */
  readonly random?: () => string
}

/** The EHR's authorization server, with the switches that tests and the EHR page use. */
export interface SimulatedAuthorizationServer extends AuthorizationServer {
  readonly variant: LaunchVariant
  useVariant(variant: LaunchVariant): void
  /** Forgets every launch, code and token, and goes back to the variant `usual`. */
  reset(): void
}

/** A SMART App Launch 2.2 authorization server for public clients, all in memory. */
export function createAuthorizationServer(options: AuthorizationServerOptions): SimulatedAuthorizationServer {
  const { base, authorizeUrl, tokenUrl = new URL('token', authorizeUrl).href } = options
  const { clock = Date.now, random = () => crypto.randomUUID().replaceAll('-', '') } = options
  const { stylesheetUrl = new URL('ehr.css', authorizeUrl).href, clients, directory } = options
  const endpoints = { base, authorizeUrl, tokenUrl, keysUrl: new URL('keys', tokenUrl).href }
  const settings = { base, stylesheetUrl, clients, directory, clock, random }
  let store = emptyStore()

  const routes = new Map<string, Route>([
    ...discoveryRoutes(endpoints, () => store),
    [authorizeUrl, { methods: ['GET', 'POST'], answer: (request) => answerAuthorize(request, store, settings) }],
    [tokenUrl, { methods: ['POST'], answer: (request) => answerToken(request, store, settings) }],
  ])

  return {
    async handle(request) {
      const { origin, pathname } = new URL(request.url)
      const route = routes.get(origin + pathname)
      if (!route) return undefined
      if (request.method === 'OPTIONS') return preflightAnswer()
      if (route.methods.includes(request.method)) return route.answer(request)
      return jsonAnswer({ error: 'invalid_request' }, 405, { allow: route.methods.join(', ') })
    },

    grantOf(request) {
      return grantOf(request.headers.get('authorization') ?? '', store, clock())
    },

    issueLaunch(context) {
      checkContext(context, directory)
      const handle = random()
      store.launches.set(handle, { context: { ...context }, expiresAt: clock() + launchLifetime })
      return handle
    },

    get variant() {
      return store.variant
    },

    useVariant(variant) {
      store.variant = variant
    },

    reset() {
      store = emptyStore()
    },

    save: () => saveStore(store, clock()),

    restore(saved) {
      store = restoreStore(saved)
    },
  }
}

function checkContext({ user, patient }: LaunchContext, { users, patients }: Directory): void {
  if (!users.some(({ id }) => id === user)) throw new RangeError(`no user has the id ${user}`)
  if (patient === undefined || patients.some(({ id }) => id === patient)) return
  throw new RangeError(`no patient has the id ${patient}`)
}

interface Route {
  readonly methods: readonly string[]
  answer(request: Request): Response | Promise<Response>
}

function discoveryRoutes(endpoints: Endpoints, store: () => TokenStore): [string, Route][] {
  const methods = ['GET']
  return [
    [`${endpoints.base}/.well-known/smart-configuration`, { methods, answer: () => answerDiscovery(endpoints, store()) }],
    [
      `${endpoints.base}/.well-known/openid-configuration`,
      { methods, answer: () => jsonAnswer(openIdConfiguration(endpoints, store().variant)) },
    ],
    [endpoints.keysUrl, { methods, answer: () => answerKeys(store()) }],
  ]
}

function answerDiscovery(endpoints: Endpoints, { variant }: TokenStore): Response {
  if (variant === 'no-smart-configuration') return jsonAnswer({ error: 'not found' }, 404)
  return jsonAnswer(smartConfiguration(endpoints, variant))
}

async function answerKeys(store: TokenStore): Promise<Response> {
  store.signingKey ??= await processKey()
  return jsonAnswer(publicKeySet(store.signingKey))
}

function grantOf(authorization: string, store: TokenStore, now: number): Grant | undefined {
  const [, bearer = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  const token = store.accessTokens.get(bearer)
  const family = token && store.families.get(token.family)
  if (!token || !family || token.expiresAt <= now) return undefined
  const { user, patient } = family.approval.context
  return { user: `Practitioner/${user}`, ...(patient !== undefined && { patient }), scopes: new Set(token.scopes) }
}
