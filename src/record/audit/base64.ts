/** The UTF-8 bytes of a text in base64, as FHIR's base64Binary wants them. */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
