import { linkLocalOf } from '../scope.ts'
import type { Target } from '../target.ts'
import { type Dial, DialError } from '../wire/dial.ts'

/**
 * Adds the link-local address that follows from the device's MAC, where the device answers there: a service that listens on IPv6
 * alone would otherwise never be seen. A device with a random address is not found this way; its address has to be given.
 */
export async function withLinkLocal(
  target: Target,
  options: {
    readonly mac: string | undefined
    readonly zone: string | undefined
    readonly dialTo: (target: Target) => Dial
    readonly ports: readonly number[] // likely open or refused, e.g. the declared ones
  },
): Promise<Target> {
  const { mac, zone } = options
  const address = mac === undefined ? undefined : linkLocalOf(mac)
  if (address === undefined || zone === undefined || target.addresses['link-local'] !== undefined) return target
  const wider: Target = { ...target, addresses: { ...target.addresses, 'link-local': `${address}%${zone}` } }
  const dial = options.dialTo(wider)
  const answers = await Promise.all(
    [...new Set([...options.ports, 22, 80, 443, 9])].slice(0, 12).map((port) =>
      dial.tcp(port, { address: 'link-local', timeoutMs: 700 }).then(
        (socket) => {
          socket.destroy()
          return true
        },
        (error: unknown) => error instanceof DialError && error.trouble === 'refused',
      ),
    ),
  )
  return answers.includes(true) ? wider : target
}
