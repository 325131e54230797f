import { lazy, useState, type ComponentType } from 'react'

interface LazyPart<Props extends object> {
  readonly Part: ComponentType<Props>
  /** Downloads it beforehand. */
  readonly load: () => Promise<ComponentType<Props>>
}

/**
 * A part that is downloaded when it is first shown. Downloaded beforehand it is there at once: what React's own `lazy` loads
 * never is, and what stands in for it is then shown for a third of a second.
 * @param otherwise what becomes of a download that fails when the part is shown; an error of the screen where absent
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
