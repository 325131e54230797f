import { plainText } from '../../fhir/text/plain-text.ts'

/** How an authorization server refuses, with what it says about it. */
type SignInRefusal =
  | { readonly kind: 'denied'; readonly description?: string | undefined }
  | { readonly kind: 'authorization-error'; readonly error: string; readonly description?: string | undefined }
  | { readonly kind: 'token-refused'; readonly status: number; readonly error?: string | undefined }

/** What the server said, to be shown beside our words; '' where it said nothing. It may come from the page's address, written by anybody. */
export function saidAtSignIn(refusal: SignInRefusal): string {
  switch (refusal.kind) {
    case 'denied':
      return plainText(refusal.description ?? '')
    case 'authorization-error':
      return parts(refusal.error, refusal.description)
    case 'token-refused':
      return parts(`HTTP ${refusal.status}`, refusal.error)
  }
}

function parts(...texts: readonly (string | undefined)[]): string {
  return texts.flatMap((text) => (text ? plainText(text) : [])).join(': ')
}
