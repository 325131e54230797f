/** The ways a launch can go, each with the sentence that the simulated EHR shows for it. */
export const launchVariants = {
  usual: 'The launch works and everything asked for is granted.',
  denied: 'The user refuses: the app comes back with error=access_denied.',
  'token-endpoint-fails': 'The token endpoint answers 500 to everything, refresh included.',
  'no-smart-configuration': 'There is no .well-known/smart-configuration (404).',
  'fewer-scopes': 'Only reading is granted, whatever was asked for.',
  'short-token': 'Access tokens last for 60 seconds.',
  'no-refresh': 'No refresh token is given.',
  'no-pkce-announced': 'The discovery document does not announce PKCE.',
  'other-state': 'The app comes back with another state than it sent.',
} as const satisfies Record<string, string>

export type LaunchVariant = keyof typeof launchVariants

/** Narrows any text, such as a URL parameter, to a variant's name. */
export function isLaunchVariant(name: unknown): name is LaunchVariant {
  return typeof name === 'string' && Object.hasOwn(launchVariants, name)
}
