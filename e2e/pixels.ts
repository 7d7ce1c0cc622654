import type { Page } from '@playwright/test'

/** So much of the range of a colour's part must differ: what a curve's soft edge makes of a hundredth of a pixel does not count. */
const NOTICED = 0.1

/** The share of the pixels of two screenshots of one size that differ so that it can be noticed, 0 to 1. */
export async function shareOfPixelsThatDiffer(page: Page, one: Buffer, other: Buffer): Promise<number> {
  // An empty page of its own: the application's would not load pictures from elsewhere.
  const empty = await page.context().newPage()
  const images = [one, other].map((image) => `data:image/png;base64,${image.toString('base64')}`)
  const share = await empty.evaluate(countDifferent, { images, noticed: NOTICED })
  await empty.close()
  return share
}

/** Runs in the page. */
async function countDifferent({ images, noticed }: { images: string[]; noticed: number }): Promise<number> {
  const read = async (source: string) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    if (!context) throw new Error('There is no canvas.')
    context.drawImage(image, 0, 0)
    return context.getImageData(0, 0, image.width, image.height)
  }
  const [one, other] = await Promise.all(images.map(read))
  if (!one || !other || one.width !== other.width || one.height !== other.height) return 1
  const differs = (_: unknown, pixel: number) =>
    [0, 1, 2].some((part) => {
      const at = pixel * 4 + part
      return Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0)) > noticed * 255
    })
  const pixels = one.width * one.height
  return Array.from({ length: pixels }).filter(differs).length / pixels
}
