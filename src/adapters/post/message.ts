import type { SendMailOptions } from 'nodemailer'
import type { Mail } from '../../casework/ports.ts'

/** A mail as the library takes it: plain text, marked as sent by a machine so that nobody's absence note answers it. */
export const messageOf = (mail: Mail, from: string): SendMailOptions => ({
  from,
  to: { name: '', address: mail.to }, // an object: what it holds is never read as a list of addresses
  subject: mail.subject,
  text: mail.text,
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
})
