/** What a server's base URL in the configuration must be, in words for the person who writes it. */
export const serverUrlExpectation =
  'an absolute https URL without user name, query or fragment (http only for this computer: localhost, 127.x.x.x), by host name or IPv4 address'

/** What an origin in the configuration must be. */
export const originExpectation =
  'an https origin without path, such as https://login.example.org (http only for this computer: localhost, 127.x.x.x)'

/** Whether a URL's host is this computer; only there is plain http acceptable. */
function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || /^127(\.\d{1,3}){3}$/.test(url.hostname)
}

/** Whether nobody can read requests to the URL on their way: https, or http that never leaves this computer. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

export function isServerUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[\s?#\\]/.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  // Browsers accept * ; ' in host names, which a content security policy would misread; and a policy can't name IPv6 addresses.
  return isSecure(url) && url.username === '' && url.password === '' && /^[a-z\d._-]+$/.test(url.hostname)
}

export function isOrigin(text: string): boolean {
  return isServerUrl(text) && /^[^/]+\/\/[^/]+\/?$/.test(text)
}

/** Base URLs that differ only in trailing slashes are the same; no other difference is ignored. */
export function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
