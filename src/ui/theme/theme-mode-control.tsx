import Contrast from '@mui/icons-material/Contrast'
import DarkMode from '@mui/icons-material/DarkModeOutlined'
import LightMode from '@mui/icons-material/LightModeOutlined'
import System from '@mui/icons-material/SettingsBrightnessOutlined'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useId, useRef, useState } from 'react'
import { IconAction } from '../icon-action.tsx'
import { appearances, type Appearance } from './appearance.ts'
import { useAppearance } from './theme-provider.tsx'

const icons = { system: System, light: LightMode, dark: DarkMode, highContrast: Contrast }

const loadMenu = () => import('../choice/choice-menu.tsx')
const ChoiceMenu = lazy(async () => ({ default: (await loadMenu()).ChoiceMenu }))

/** The button "Appearance" with a menu: System, Light, Dark, High contrast (light or dark as the system is). The choice is kept. */
export function ThemeModeControl() {
  const { t } = useLingui()
  const { appearance, choose } = useAppearance()
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const menu = useId()
  const Icon = icons[appearance]
  const names: Record<Appearance, string> = { system: t`System`, light: t`Light`, dark: t`Dark`, highContrast: t`High contrast` }

  return (
    <>
      <IconAction
        ref={anchor}
        label={t`Appearance`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menu : undefined}
        onClick={() => setOpen(true)}
      >
        <Icon fontSize="small" />
      </IconAction>
      {open && (
        <Suspense>
          <ChoiceMenu
            id={menu}
            anchor={() => anchor.current}
            items={appearances.map((each) => ({
              key: each,
              label: names[each],
              icon: icons[each],
              isChosen: each === appearance,
              choose() {
                choose(each)
                setOpen(false)
              },
            }))}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
