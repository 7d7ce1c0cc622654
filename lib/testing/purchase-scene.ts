import { afterAll, beforeAll } from 'vitest'
import { type PurchaseScene, purchaseScene } from './purchases'

/** The scene of all tests of a file: there from the first one on, stopped after the last. */
export function sceneOfPurchases(): PurchaseScene {
  const scene = {} as PurchaseScene
  beforeAll(async () => {
    Object.assign(scene, await purchaseScene())
  })
  afterAll(async () => scene.stop())
  return scene
}
