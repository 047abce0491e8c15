export const ja = {
  title: '招待',
  lead: (organisation: string) => `「${organisation}」に招待されています。`,
  organisation: '組織',
  name: '氏名',
  email: 'メールアドレス',
  roles: '役割',
  accept: '参加してログインする',
  once: 'この招待は1回だけ使えます。次からは、メールの確認コードかパスキーでログインしてください。',
}

export const en = {
  title: 'Invitation',
  lead: (organisation: string) => `You are invited to ${organisation}.`,
  organisation: 'Organisation',
  name: 'Name',
  email: 'Mail address',
  roles: 'Roles',
  accept: 'Join and sign in',
  once: 'The invitation works once. After that, sign in with a code by mail or a passkey.',
} satisfies typeof ja
