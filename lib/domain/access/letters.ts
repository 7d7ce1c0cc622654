import { setFrenchSpaces } from '../format/french-spaces'

/** A message ready to be sent. */
export interface Letter {
  subject: string
  text: string
  html: string
}

export type LetterKind =
  | 'sign-in'
  | 'reset-password'
  | 'change-email'
  | 'email-changed'
  | 'password-changed'
  | 'invitation'

/** The words of a letter; "{name}" stands for a fact. */
export interface Wording {
  subject: string
  before: string
  button?: string
  after: string
}

const WORDINGS: Record<'en' | 'fr', Record<LetterKind, Wording>> = {
  en: {
    'sign-in': {
      subject: 'Your link to sign in to Comptoir',
      before: 'Open this link to sign in. It works once, within 15 minutes.',
      button: 'Sign in',
      after: 'If you did not ask for it, do nothing: nobody can sign in without this message.',
    },
    'reset-password': {
      subject: 'Set a new password for Comptoir',
      before: 'Open this link to set a new password. It works once, within an hour.',
      button: 'Set a new password',
      after: 'If you did not ask for it, do nothing: your password stays as it is.',
    },
    'change-email': {
      subject: 'Confirm your new address for Comptoir',
      before: 'Open this link to use {email} to sign in to Comptoir. It works once, within an hour.',
      button: 'Confirm this address',
      after: 'If you did not ask for it, do nothing: nothing changes.',
    },
    'email-changed': {
      subject: 'Your Comptoir address has changed',
      before: 'You now sign in to Comptoir with {email}. This address no longer works.',
      after: 'If this was not you, write to us at once: answer this message.',
    },
    'password-changed': {
      subject: 'Your Comptoir password has changed',
      before: 'Your password was changed, and all your other sessions were signed out.',
      after: 'If this was not you, set a new password at once with “Forgotten password” on the sign-in page.',
    },
    invitation: {
      subject: '{inviter} invites you to {account} on Comptoir',
      before: '{inviter} invites you to the account {account}, as {role}. The link works once, within 7 days.',
      button: 'Join {account}',
      after: 'If you do not know this person, do nothing: you join nothing without opening the link.',
    },
  },
  fr: {
    'sign-in': {
      subject: 'Votre lien de connexion à Comptoir',
      before: 'Ouvrez ce lien pour vous connecter. Il fonctionne une seule fois, pendant 15 minutes.',
      button: 'Se connecter',
      after: 'Si vous ne l’avez pas demandé, ne faites rien : personne ne peut se connecter sans ce message.',
    },
    'reset-password': {
      subject: 'Choisissez un nouveau mot de passe pour Comptoir',
      before: 'Ouvrez ce lien pour choisir un nouveau mot de passe. Il fonctionne une seule fois, pendant une heure.',
      button: 'Choisir un nouveau mot de passe',
      after: 'Si vous ne l’avez pas demandé, ne faites rien : votre mot de passe reste le même.',
    },
    'change-email': {
      subject: 'Confirmez votre nouvelle adresse pour Comptoir',
      before:
        'Ouvrez ce lien pour vous connecter à Comptoir avec {email}. Il fonctionne une seule fois, pendant une heure.',
      button: 'Confirmer cette adresse',
      after: 'Si vous ne l’avez pas demandé, ne faites rien : rien ne change.',
    },
    'email-changed': {
      subject: 'Votre adresse Comptoir a changé',
      before: 'Vous vous connectez désormais à Comptoir avec {email}. Cette adresse-ci ne fonctionne plus.',
      after: 'Si ce n’était pas vous, écrivez-nous sans attendre en répondant à ce message.',
    },
    'password-changed': {
      subject: 'Votre mot de passe Comptoir a changé',
      before: 'Votre mot de passe a été changé, et toutes vos autres sessions ont été fermées.',
      after:
        'Si ce n’était pas vous, choisissez sans attendre un nouveau mot de passe avec « Mot de passe oublié » sur la page de connexion.',
    },
    invitation: {
      subject: '{inviter} vous invite à rejoindre {account} sur Comptoir',
      before:
        '{inviter} vous invite à rejoindre le compte {account}, en tant que {role}. Le lien fonctionne une seule fois, pendant 7 jours.',
      button: 'Rejoindre {account}',
      after: 'Si vous ne connaissez pas cette personne, ne faites rien : vous ne rejoignez rien sans ouvrir le lien.',
    },
  },
}

const ROLE_NAMES = {
  en: { owner: 'owner', billing: 'billing manager', developer: 'developer', viewer: 'viewer' },
  fr: { owner: 'propriétaire', billing: 'responsable de facturation', developer: 'développeur', viewer: 'lecteur' },
} as const

export interface LetterFacts {
  /** Where the letter's one link leads. */
  link?: string
  email?: string
  inviter?: string
  account?: string
  role?: keyof (typeof ROLE_NAMES)['en']
}

/** Writes the letter in the language. */
export function composeLetter(kind: LetterKind, language: 'en' | 'fr', facts: LetterFacts): Letter {
  const { link, role, ...others } = facts
  const known = { ...others, ...(role && { role: ROLE_NAMES[language][role] }) }
  return layOutLetter(WORDINGS[language][kind], language, known, link)
}

/** Puts the facts into the words: plain text, and the same as simple HTML with every fact escaped. */
export function layOutLetter(
  wording: Wording,
  language: 'en' | 'fr',
  facts: Readonly<Record<string, string>>,
  link?: string,
): Letter {
  const typeset = (words: string) => (language === 'fr' ? setFrenchSpaces(words) : words)
  const say = (words: string) => typeset(words).replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
  const [before, after, button] = [say(wording.before), say(wording.after), say(wording.button ?? '')]
  const text = [before, link, after, 'Comptoir'].filter(Boolean).join('\n\n')
  const anchor = link ? `<p><a href="${escapeHtml(link)}">${escapeHtml(button)}</a></p>` : ''
  return {
    subject: say(wording.subject).replaceAll(/[\r\n]+/g, ' '),
    text: `${text}\n`,
    html: `<!doctype html><html lang="${language}"><body><p>${escapeHtml(before)}</p>${anchor}<p>${escapeHtml(after)}</p><p>Comptoir</p></body></html>`,
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
