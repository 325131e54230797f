import { plainText } from '../../fhir/text/plain-text.ts'

/** The ways in which an authorization server refuses, with its own words. */
type SignInRefusal =
  | { readonly kind: 'denied'; readonly description?: string | undefined }
  | { readonly kind: 'authorization-error'; readonly error: string; readonly description?: string | undefined }
  | { readonly kind: 'token-refused'; readonly status: number; readonly error?: string | undefined }

/** The server's words, shown apart from ours; '' for none. They may come from the page's address, where anybody may have written them. */
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
