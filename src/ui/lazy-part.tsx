import { lazy, useState, type ComponentType } from 'react'

interface LazyPart<Props extends object> {
  readonly Part: ComponentType<Props>
  /** Downloads the part beforehand. */
  readonly load: () => Promise<ComponentType<Props>>
}

/**
 * A part that is downloaded when it is first shown. If it was downloaded beforehand, it shows at once. React's own `lazy` never does:
 * it shows the fallback for a third of a second.
 * @param otherwise loads the part when it is shown, and may give another one if that fails; by default a failure is the screen's error
 */
export function lazyPart<Props extends object>(
  download: () => Promise<ComponentType<Props>>,
  otherwise: (load: () => Promise<ComponentType<Props>>) => Promise<ComponentType<Props>> = (load) => load(),
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined
  const load = async () => (loaded = await download())
  const Later = lazy(async () => ({ default: await otherwise(load) }))
  function Part(props: Props) {
    const [Shown] = useState<ComponentType<Props>>(() => loaded ?? Later)
    return <Shown {...props} />
  }
  return { Part, load }
}
