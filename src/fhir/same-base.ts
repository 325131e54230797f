/**
 * Whether two base URLs are one server's, however they are spelled: a proxy that ends TLS leaves `http:` and its port in what the
 * server writes. Another host, port or path is another server's.
 */
export function sameBase(a: string, b: string): boolean {
  if (a === b) return true
  const [left, right] = [keyOf(a), keyOf(b)]
  return left !== undefined && left === right
}

function keyOf(base: string): string | undefined {
  if (!URL.canParse(base)) return undefined
  const { protocol, host, pathname, search, hash } = new URL(base)
  if (!/^https?:$/.test(protocol)) return undefined
  return host.replace(/:(80|443)$/, '') + pathname.replace(/\/+/g, '/').replace(/\/$/, '') + search + hash
}
