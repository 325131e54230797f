// @ts-check
import { contentSecurityPolicy } from '../src/config/content-security-policy.mjs'

/** What a page may ask the browser for, and this one never does; names that every Chromium knows, since it warns of others. */
const unusedFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]

/**
 * The security headers for every file of the app, `config.json` included. Caching is the web server's own matter.
 * `local-network-access` isn't denied: a hospital's scheduling server may well be on its local network.
 * @param {import('../src/config/content-security-policy.mjs').NamedServers} config settings that were checked, as `config.json` has them
 * @returns {Record<string, string>} values by header name
 */
export function securityHeaders(config) {
  return {
    'Content-Security-Policy': contentSecurityPolicy(config),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': ['clipboard-write=(self)', ...unusedFeatures.map((feature) => `${feature}=()`)].join(', '),
    // Browsers heed it over https only. Other hosts of the domain are not ours to speak for, so: no includeSubDomains.
    'Strict-Transport-Security': 'max-age=31536000',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}
