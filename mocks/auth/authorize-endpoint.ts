import type { Patient, Practitioner } from '../../src/fhir/types.ts'
import type { Directory } from './authorization.ts'
import { checkAuthorizeRequest, type AuthorizeRequest, type Client } from './authorize-request.ts'
import { consentDocument, type Choice } from './consent-document.ts'
import { errorDocument } from './ehr-document.ts'
import { grantableScopes, readingScopes } from './scopes.ts'
import type { Approval, TokenStore } from './token-store.ts'

/** Milliseconds within which a code must be exchanged. */
const codeLifetime = 60_000

export interface AuthorizeSettings {
  readonly base: string
  readonly stylesheetUrl: string
  readonly clients: readonly Client[]
  readonly directory: Directory
  clock(): number
  random(): string
}

/**
 * Answers the authorization endpoint (SMART App Launch 2.2, RFC 6749 4.1): the consent page, a page with an error, or a
 * redirect to the app. A POST with a `decision` is the consent page's own answer.
 */
export async function answerAuthorize(request: Request, store: TokenStore, settings: AuthorizeSettings): Promise<Response> {
  const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : undefined
  const decision = form?.get('decision')
  const chosen = { user: form?.get('user') ?? undefined, patient: form?.get('patient') ?? undefined }
  const parameters = form ?? new URL(request.url).searchParams
  for (const own of ['decision', 'user', 'patient']) parameters.delete(own)

  const checked = checkAuthorizeRequest(parameters, {
    ...settings,
    launchOf: (handle) => liveLaunch(store, handle, settings.clock()),
  })
  if (checked.kind === 'shown') return errorDocument(checked.message, settings.stylesheetUrl)
  if (checked.kind === 'redirected') {
    const { redirectUri, state, error, description } = checked
    return redirect(redirectUri, { error, error_description: description, ...(state !== undefined && { state }) })
  }

  const accepted = checked.request
  if (decision === 'deny' || store.variant === 'denied') {
    return redirectBack(accepted, store, { error: 'access_denied', error_description: 'The user did not allow it' })
  }

  const people = peopleOf(accepted, settings.directory, chosen)
  const isAllowed = decision === 'allow' || accepted.launch?.askConsent === false
  if (!isAllowed || isOpen(people.user) || isOpen(people.patient)) {
    return consentDocument({ request: accepted, parameters, ...people, stylesheetUrl: settings.stylesheetUrl })
  }

  const approval = approvalOf(accepted, people, store)
  if (approval.scopes.length === 0) {
    return redirectBack(accepted, store, { error: 'invalid_scope', error_description: 'none of these scopes can be granted' })
  }
  return redirectBack(accepted, store, { code: issueCode(accepted, approval, store, settings) })
}

function liveLaunch(store: TokenStore, handle: string, now: number) {
  const launch = store.launches.get(handle)
  return launch && launch.expiresAt > now ? launch.context : undefined
}

interface People {
  readonly user: Choice<Practitioner>
  readonly patient: Choice<Patient>
}

interface ChosenIds {
  readonly user: string | undefined
  readonly patient: string | undefined
}

/** User and patient: as the launch says, as chosen on the page, or still to be chosen there. */
function peopleOf(request: AuthorizeRequest, directory: Directory, chosen: ChosenIds): People {
  const { launch } = request
  const wantsPatient = request.scopes.includes('launch/patient')
  const patientChoice = wantsPatient && launch?.patient === undefined ? choice(directory.patients, chosen.patient) : undefined
  return {
    user: launch ? known(directory.users, launch.user) : choice(directory.users, chosen.user),
    patient: launch?.patient === undefined ? patientChoice : known(directory.patients, launch.patient),
  }
}

function known<T extends Patient | Practitioner>(people: readonly T[], id: string): Choice<T> {
  const person = people.find((each) => each.id === id)
  return person && { chosen: person }
}

function choice<T extends Patient | Practitioner>(people: readonly T[], id: string | undefined): Choice<T> {
  return known(people, id ?? '') ?? { among: people }
}

function isOpen(who: Choice<unknown>): boolean {
  return who !== undefined && 'among' in who
}

function approvalOf(request: AuthorizeRequest, { user, patient }: People, store: TokenStore): Approval {
  const patientId = idOf(patient)
  const granted = grantableScopes(request.scopes, patientId !== undefined)
  return {
    clientId: request.client.clientId,
    context: { ...request.launch, user: idOf(user) ?? '', ...(patientId !== undefined && { patient: patientId }) },
    scopes: store.variant === 'fewer-scopes' ? readingScopes(granted) : granted,
    ...(request.nonce !== undefined && { nonce: request.nonce }),
  }
}

function idOf(who: Choice<Patient | Practitioner>): string | undefined {
  return who && 'chosen' in who ? who.chosen.id : undefined
}

function issueCode(request: AuthorizeRequest, approval: Approval, store: TokenStore, settings: AuthorizeSettings): string {
  const code = settings.random()
  const expiresAt = settings.clock() + codeLifetime
  store.codes.set(code, { approval, redirectUri: request.redirectUri, challenge: request.challenge, expiresAt })
  return code
}

function redirectBack(request: AuthorizeRequest, store: TokenStore, answer: Readonly<Record<string, string>>): Response {
  const state = store.variant === 'other-state' ? `${request.state}-altered` : request.state
  return redirect(request.redirectUri, { ...answer, state })
}

function redirect(uri: string, answer: Readonly<Record<string, string>>): Response {
  const location = new URL(uri)
  for (const [name, value] of Object.entries(answer)) location.searchParams.append(name, value)
  return new Response(null, { status: 303, headers: { location: location.href, 'cache-control': 'no-store' } })
}
