import type { Bundle, BundleEntry, FhirResource, OperationOutcomeIssue } from '../../src/fhir/types.ts'
import { type Refusal, outcome } from './refusal.ts'

export const FHIR_JSON = 'application/fhir+json'

/** A resource as an HTTP answer, with an ETag if it has a version. */
export function reply(
  resource: FhirResource,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const { versionId, lastUpdated } = resource.meta ?? {}
  return new Response(JSON.stringify(resource), {
    status,
    headers: {
      'content-type': `${FHIR_JSON};charset=utf-8`,
      'cache-control': 'no-store',
      // A hostile server's version may not be allowed in a header.
      ...(versionId && /^[\w.-]+$/.test(versionId) && { etag: `W/"${versionId}"` }),
      ...(lastUpdated && { 'last-modified': new Date(lastUpdated).toUTCString() }),
      ...headers,
    },
  })
}

export function replyToRefusal({ status, issues, headers, inBundle }: Refusal): Response {
  return reply(inBundle ? searchset({ resources: [], total: 0, issues }) : outcome(issues), { status, headers })
}

interface SearchsetParts {
  readonly resources: readonly { readonly resource: FhirResource; readonly fullUrl: string }[]
  readonly included?: readonly { readonly resource: FhirResource; readonly fullUrl: string }[]
  readonly total: number
  readonly issues?: readonly OperationOutcomeIssue[]
  readonly self?: string
  readonly next?: string | undefined
}

/** A searchset Bundle (the guide's Appointment Bundle profile); without any entry it has no `entry`, as FHIR demands. */
export function searchset({ resources, included = [], total, issues = [], self, next }: SearchsetParts): Bundle {
  const entry: BundleEntry[] = [
    ...resources.map((found) => ({ ...found, search: { mode: 'match' as const } })),
    ...included.map((found) => ({ ...found, search: { mode: 'include' as const } })),
    ...(issues.length > 0 ? [{ resource: outcome(issues), search: { mode: 'outcome' as const } }] : []),
  ]
  const link = [...(self ? [{ relation: 'self', url: self }] : []), ...(next ? [{ relation: 'next', url: next }] : [])]
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    ...(link.length > 0 && { link }),
    ...(entry.length > 0 && { entry }),
  }
}
