import { loadLaterMessages } from './locale.tsx'

/** A part that isn't on the first screen, as soon as it is downloaded and its messages are there as well. */
export async function withLaterMessages<Part>(download: () => Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([download(), loadLaterMessages()])
  return part
}
