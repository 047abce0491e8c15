import { createTransport } from 'nodemailer'
import type { Mail } from '../../casework/ports.ts'
import { messageOf } from './message.ts'

/** Sends mails on their way; throws when the way is closed, so that the outbox tries again later. */
export interface Post {
  send(mail: Mail): Promise<void>
}

export interface Smtp {
  readonly host: string
  readonly port: number
  readonly secure: boolean // TLS from the first byte; otherwise STARTTLS is demanded
  readonly user?: string
  readonly password?: string
  readonly from: string
}

// Codes and invitations must not travel in the clear. A relay on the same machine has no wire to listen to.
const onThisMachine = (host: string) => ['localhost', '127.0.0.1', '::1'].includes(host)

/** The operator's mail server. */
export function smtpPost(smtp: Smtp): Post {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    requireTLS: !smtp.secure && !onThisMachine(smtp.host),
    ...(smtp.user !== undefined && { auth: { user: smtp.user, pass: smtp.password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  return {
    send: async (mail) => {
      await transport.sendMail(messageOf(mail, smtp.from))
    },
  }
}
