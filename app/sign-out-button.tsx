import { getTranslations } from 'next-intl/server'
import { ButtonForm } from '@/components/forms/button-form'
import { signOut } from './sign-out'

/** The way out, on every page of somebody who is signed in. */
export async function SignOutButton() {
  const t = await getTranslations('shell')
  return (
    <ButtonForm action={signOut} variant="quiet">
      {t('signOut')}
    </ButtonForm>
  )
}
