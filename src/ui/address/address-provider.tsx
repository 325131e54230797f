import { createContext, startTransition, useContext, useLayoutEffect, useState, type ReactNode } from 'react'
import { Router, type BaseLocationHook } from 'wouter'
import { currentAddress, navigate, onAddressChange, type Address } from './hash-location.ts'

const AddressContext = createContext<Address | undefined>(undefined)

/** Routes and links below use the address behind `#`. While the next screen is loading, the present one stays. */
export function AddressProvider({ children }: { readonly children: ReactNode }) {
  const [address, setAddress] = useState(currentAddress)
  useLayoutEffect(() => {
    const follow = () => startTransition(() => setAddress((before) => unlessSame(before, currentAddress())))
    // A redirect below may have changed the address before this effect ran.
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

/** The address of the screen shown. While the next screen is loading, the browser's own address is ahead of it. */
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
