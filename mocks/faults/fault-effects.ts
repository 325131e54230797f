import type { Disturbed } from './disturbed.ts'
import { DroppedConnection } from './dropped-connection.ts'
import type { Fault } from './faults.ts'
import { issue, outcome, Refusal } from '../fhir-server/refusal.ts'
import { reply, replyToRefusal } from '../fhir-server/reply.ts'
import { rewrite } from './fault-rewrites.ts'
import { takeTime } from './rival.ts'

/**
 * Performs a request under the faults that strike it: first the faults before the work, then the work, then the faults of its
 * answer.
 */
export async function disturb(faults: readonly Fault[], disturbed: Disturbed): Promise<Response> {
  const { context, received, signal, perform } = disturbed
  for (const fault of faults) {
    if (fault.kind === 'delay') await pause(fault.milliseconds, signal)
    if (fault.kind === 'drop-before') throw new DroppedConnection()
    if (fault.kind === 'taken') takeTime(context, received.body)
  }
  const replacing = faults.find(replacesAnswer)
  if (replacing) {
    if ('commits' in replacing && replacing.commits) perform()
    return replacementOf(replacing)
  }
  const undo = context.store.checkpoint()
  const response = perform()
  for (const fault of faults) if (fault.kind === 'delay-answer') await pause(fault.milliseconds, signal)
  if (faults.some(({ kind }) => kind === 'drop-after')) throw new DroppedConnection()
  return rewrite(response, faults, { ...disturbed, undo })
}

type Replacing = Extract<Fault, { kind: 'refuse' | 'status' | 'html' | 'broken-json' | 'empty' | 'other-resource' }>

const replacesAnswer = (fault: Fault): fault is Replacing =>
  ['refuse', 'status', 'html', 'broken-json', 'empty', 'other-resource'].includes(fault.kind)

const STATUS_ISSUES = {
  401: ['login', 'The session has expired.'],
  403: ['forbidden', 'You are not allowed to do this.'],
  409: ['conflict', 'The appointment was changed by somebody else.'],
  410: ['deleted', 'The appointment is no longer there.'],
  412: ['conflict', 'The appointment is at another version by now.'],
  422: ['processing', 'The request was understood but cannot be carried out.'],
  429: ['throttled', 'Too many requests.'],
  503: ['transient', 'The scheduling service is down for maintenance.'],
} as const

function replacementOf(fault: Replacing): Response {
  switch (fault.kind) {
    case 'refuse':
      return replyToRefusal(
        new Refusal(
          200,
          [issue('error', fault.code ?? 'business-rule', fault.diagnostics ?? 'A rule of the clinic forbids this.')],
          { inBundle: true },
        ),
      )
    case 'status': {
      const known: Readonly<Record<number, readonly [Parameters<typeof issue>[1], string]>> = STATUS_ISSUES
      const [code, diagnostics] = known[fault.status] ?? ['exception', 'Something went wrong.']
      const headers = {
        ...(fault.retryAfterSeconds !== undefined && { 'retry-after': String(fault.retryAfterSeconds) }),
        ...(fault.status === 401 && { 'www-authenticate': 'Bearer error="invalid_token"' }),
      }
      return reply(outcome([issue('error', code, diagnostics)]), { status: fault.status, headers })
    }
    case 'html':
      return new Response('<!doctype html><title>Sign in</title><h1>Sign in to the hospital network</h1>', {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    case 'broken-json':
      return new Response('{"resourceType":"Bundle","type":"searchset","entry":[{"reso', {
        headers: { 'content-type': 'application/fhir+json' },
      })
    case 'empty':
      return new Response('', { headers: { 'content-type': 'application/fhir+json' } })
    case 'other-resource':
      return reply({ resourceType: 'Basic', code: { text: 'Something else altogether' } })
  }
}

/** Waits; rejects with the signal's reason when the request is aborted meanwhile. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError'))
    }
    signal.addEventListener('abort', abort, { once: true })
  })
}
