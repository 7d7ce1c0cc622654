import { NotFound } from '@/components/ui/not-found'

export default function AccountNotFound() {
  return <NotFound what="account" />
}
