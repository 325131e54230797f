import Box from '@mui/material/Box'
import { Trans, useLingui } from '@lingui/react/macro'
import type { MouseEvent, ReactNode } from 'react'
import { Link } from 'wouter'
import { useAddress } from './address/address-provider.tsx'
import { focusMain, mainId } from './focus-main.ts'
import type { IconComponent } from './icon.ts'
import { productName } from './document-title.ts'

export interface NavigationItem {
  readonly to: string
  readonly label: string
  readonly icon: IconComponent
}

interface AppShellProps {
  /** The patient banner, or its placeholder. */
  readonly banner?: ReactNode
  /** User, server, language, appearance: at the right of the app bar. */
  readonly tools?: ReactNode
  readonly navigation: readonly NavigationItem[]
  readonly children: ReactNode
}

/**
 * The frame around every screen: skip link, app bar, navigation, main region. On a narrow screen the banner gets a line of
 * its own and the navigation is a compact row that scrolls sideways, so that no bar covers the focused element.
 */
export function AppShell({ banner, tools, navigation, children }: AppShellProps) {
  const { t } = useLingui()
  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <SkipLink />
      <Box component="header" sx={{ bgcolor: 'background.paper', '@media print': { display: 'none' } }}>
        <Box
          sx={{
            display: 'grid',
            alignItems: 'center',
            gridTemplateAreas: { xs: '"name tools" "banner banner"', md: '"name banner tools"' },
            gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', md: 'auto minmax(0, 1fr) auto' },
            columnGap: { xs: 3, md: 6 },
            px: { xs: 4, md: 6 },
            minHeight: 48,
          }}
        >
          <ProductName />
          {banner !== undefined && <Banner>{banner}</Banner>}
          <Box sx={{ gridArea: 'tools', display: 'flex', alignItems: 'center', gap: 1, py: 1 }}>{tools}</Box>
        </Box>
        <Navigation label={t`Main`} items={navigation} />
      </Box>
      <Box component="main" id={mainId} tabIndex={-1} sx={{ flexGrow: 1, px: { xs: 4, md: 6 }, py: { xs: 4, md: 5 }, minWidth: 0 }}>
        {children}
      </Box>
    </Box>
  )
}

/** Focuses the main region by script instead of following its link, because the part behind `#` is the app's own address. */
function SkipLink() {
  const skip = (event: MouseEvent) => {
    event.preventDefault()
    focusMain()
  }
  return (
    <Box
      component="a"
      href={`#${mainId}`}
      onClick={skip}
      sx={{
        position: 'fixed',
        zIndex: 'tooltip',
        insetBlockStart: 8,
        insetInlineStart: 8,
        px: 4,
        py: 2,
        borderRadius: 1,
        bgcolor: 'primary.main',
        color: 'primary.contrastText',
        '&:not(:focus)': { clipPath: 'inset(50%)' },
      }}
    >
      <Trans>Skip to the main part</Trans>
    </Box>
  )
}

function ProductName() {
  return (
    <Box sx={{ gridArea: 'name', display: 'flex', alignItems: 'center', gap: 2, typography: 'h3', lineHeight: '20px' }}>
      <Mark />
      {productName}
    </Box>
  )
}

/** The logo: three lines of a timetable, one of them taken. */
function Mark() {
  return (
    <Box component="svg" viewBox="0 0 20 20" aria-hidden sx={{ width: 20, height: 20, flexShrink: 0, color: 'primary.main' }}>
      <rect x="2" y="3" width="16" height="3" rx="1.5" fill="currentColor" opacity=".35" />
      <rect x="2" y="8.5" width="16" height="3" rx="1.5" fill="currentColor" />
      <rect x="2" y="14" width="16" height="3" rx="1.5" fill="currentColor" opacity=".35" />
    </Box>
  )
}

function Banner({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      sx={{
        gridArea: 'banner',
        minWidth: 0,
        py: { xs: 2, md: 1 },
        mx: { xs: -4, md: 0 },
        px: { xs: 4, md: 0 },
        // Given per breakpoint like `borderTop`, whose shorthand would otherwise reset the colour.
        borderTop: { xs: 1, md: 0 },
        borderColor: { xs: 'divider' },
      }}
    >
      {children}
    </Box>
  )
}

function Navigation({ label, items }: { readonly label: string; readonly items: readonly NavigationItem[] }) {
  const { pathname } = useAddress()
  return (
    <Box
      component="nav"
      aria-label={label}
      sx={{
        display: 'flex',
        gap: { xs: 0, md: 1 },
        px: { xs: 2, md: 4 },
        overflowX: 'auto',
        scrollbarWidth: 'none',
        borderTop: 1,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {items.map(({ to, label: name, icon: Icon }) => (
        <Box
          key={to}
          component={Link}
          to={to}
          aria-current={isWithin(pathname, to) ? 'page' : undefined}
          sx={{
            flexShrink: 0,
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            minHeight: 40,
            px: { xs: 2.5, md: 3 },
            typography: 'body1',
            color: 'text.secondary',
            textDecoration: 'none',
            borderBottom: '2px solid transparent',
            '&:hover': { color: 'text.primary' },
            '&:focus-visible': { outlineOffset: -2 },
            '&[aria-current="page"]': { color: 'text.primary', fontWeight: 'fontWeightMedium', borderColor: 'primary.main' },
            '@media (pointer: coarse)': { minHeight: 44 },
          }}
        >
          <Icon aria-hidden sx={{ fontSize: 18, display: { xs: 'none', sm: 'block' } }} />
          {name}
        </Box>
      ))}
    </Box>
  )
}

/** Whether an address is that of the screen or below it. */
function isWithin(pathname: string, screen: string): boolean {
  return `${pathname}/`.startsWith(`${screen}/`)
}
