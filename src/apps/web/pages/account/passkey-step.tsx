import type { Child } from 'hono/jsx'
import { type Asset, script } from '../../assets.ts'

/** The one script of these pages; without it everything but passkeys works. */
export const passkeyScript: Asset = script('pages/account/passkey.js')

/**
 * A form that asks the browser for a passkey before it is sent. It has the fields `response` and `flow`; the script fetches
 * the options from `options`, and shows the form only where the browser knows passkeys.
 */
export const PasskeyStep = ({
  kind,
  options,
  off,
  failed,
  children,
}: {
  kind: 'get' | 'create'
  options: string
  off: string // said instead where there is no script or no passkey
  failed: string // said when the browser or its owner broke off
  children?: Child
}) => (
  <div data-passkey={kind} data-options={options}>
    <p class="mut">{off}</p>
    <div hidden>
      {children}
      <p class="err" role="alert" hidden>
        {failed}
      </p>
    </div>
  </div>
)
