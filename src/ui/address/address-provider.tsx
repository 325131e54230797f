import { createContext, startTransition, useContext, useLayoutEffect, useState, type ReactNode } from 'react'
import { Router, type BaseLocationHook } from 'wouter'
import { currentAddress, navigate, onAddressChange, type Address } from './hash-location.ts'

const AddressContext = createContext<Address | undefined>(undefined)

/** Routes and links below go by the address behind `#`. A screen that isn't loaded yet takes the shown one's place when it is. */
export function AddressProvider({ children }: { readonly children: ReactNode }) {
  const [address, setAddress] = useState(currentAddress)
  useLayoutEffect(() => {
    const follow = () => startTransition(() => setAddress((before) => unlessSame(before, currentAddress())))
    // A redirect below may have been quicker than this effect.
    follow()
    return onAddressChange(follow)
  }, [])
  return (
    <AddressContext value={address}>
      <Router hook={useRouterLocation} searchHook={useRouterSearch} hrefs={hrefOf}>
        {children}
      </Router>
    </AddressContext>
  )
}

/** The address that the screen is about. */
export function useAddress(): Address {
  const address = useContext(AddressContext)
  if (!address) throw new Error('useAddress needs an AddressProvider above it.')
  return address
}

function unlessSame(before: Address, now: Address): Address {
  const isSame = before.pathname === now.pathname && before.search === now.search && before.state === now.state
  return isSame && before.isFirst === now.isFirst ? before : now
}

const useRouterLocation: BaseLocationHook = () => [useAddress().pathname, navigate]
const useRouterSearch = () => useAddress().search
const hrefOf = (path: string) => `#${path}`
