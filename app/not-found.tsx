import { NotFound } from '@/components/ui/not-found'

export default function PageNotFound() {
  return <NotFound />
}
