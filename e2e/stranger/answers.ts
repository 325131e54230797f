import type { Json } from './json.ts'

/** The stranger's answer to one request. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export function refusal(status: number, code: string, diagnostics: string, severity: 'fatal' | 'error' = 'error'): Answer {
  return { status, body: outcome(severity, code, diagnostics) }
}

export function outcome(severity: string, code: string, diagnostics: string): Json {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code, diagnostics }] }
}

/** A searchset as this vendor writes it: remarks come first, and only every other match has a search mode. */
export function searchset(
  base: string,
  matches: readonly Json[],
  { remark, next, total }: { remark?: Json; next?: string; total?: number } = {},
): Json {
  const entry = [
    ...(remark ? [{ resource: remark, search: { mode: 'outcome' } }] : []),
    ...matches.map((resource, index) => ({
      fullUrl: `${base}/${String(resource['resourceType'])}/${String(resource['id'])}`,
      resource,
      ...(index % 2 === 0 ? { search: { mode: 'match' } } : {}),
    })),
  ]
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total === undefined ? {} : { total }),
    ...(next === undefined ? {} : { link: [{ relation: 'self', url: `${base}/Appointment` }, { relation: 'next', url: next }] }),
    ...(entry.length === 0 ? {} : { entry }),
  }
}
