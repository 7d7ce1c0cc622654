-- Auto top-up as people set it: a threshold in tokens or in days, who set it, and what became of its purchases.
ALTER TABLE "top_up" ALTER COLUMN "threshold_milli" DROP NOT NULL;
ALTER TABLE "top_up" ADD COLUMN     "blocked_by" TEXT,
ADD COLUMN     "blocked_until" TIMESTAMPTZ(6),
ADD COLUMN     "cool_until" TIMESTAMPTZ(6),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "order_id" UUID,
ADD COLUMN     "pause_reason" TEXT,
ADD COLUMN     "paused_at" TIMESTAMPTZ(6),
ADD COLUMN     "threshold_days" INTEGER,
ADD COLUMN     "actor" TEXT NOT NULL DEFAULT 'system:migration',
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "tax_rate_basis" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "top_up" ALTER COLUMN "actor" DROP DEFAULT,
ALTER COLUMN "language" DROP DEFAULT,
ALTER COLUMN "tax_rate_basis" DROP DEFAULT;

ALTER TABLE "top_up" DROP CONSTRAINT top_up_bounded;
ALTER TABLE "top_up"
  ADD CONSTRAINT top_up_bounded CHECK (num_nonnulls(threshold_milli, threshold_days) = 1 AND threshold_milli > 0
    AND threshold_days BETWEEN 1 AND 90 AND ceiling_cents > 0),
  ADD CONSTRAINT top_up_language_known CHECK (language IN ('en', 'fr')),
  ADD CONSTRAINT top_up_tax_sane CHECK (tax_rate_basis BETWEEN 0 AND 10000),
  ADD CONSTRAINT top_up_pause_whole CHECK ((paused_at IS NULL) = (pause_reason IS NULL) AND (paused_at IS NULL OR "on") AND failures >= 0),
  ADD CONSTRAINT top_up_block_whole CHECK ((blocked_by IS NULL) = (blocked_until IS NULL)
    AND blocked_by IN ('ceiling', 'price', 'not-sold', 'frozen', 'no-buyer', 'no-card'));

-- The rules that the minute's job looks at.
CREATE INDEX top_up_awake ON "top_up" (account_id) WHERE "on" AND paused_at IS NULL;
-- What a rule's purchases of a month add up to.
CREATE INDEX order_top_ups ON "order" (account_id, id) WHERE kind = 'top-up';
