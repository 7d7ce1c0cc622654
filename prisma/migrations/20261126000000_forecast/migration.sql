-- CreateTable
CREATE TABLE "forecast" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "usage_class" TEXT NOT NULL,
    "early" BOOLEAN NOT NULL,
    "spread" DOUBLE PRECISION NOT NULL,
    "available" BIGINT NOT NULL,
    "p10" TIMESTAMPTZ(6),
    "p50" TIMESTAMPTZ(6),
    "p90" TIMESTAMPTZ(6),
    "probability" DOUBLE PRECISION NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "shown" JSONB,

    CONSTRAINT "forecast_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "forecast_use" (
    "account_id" UUID NOT NULL,
    "forecast_id" UUID NOT NULL,
    "days" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "p10" BIGINT NOT NULL,
    "p50" BIGINT NOT NULL,
    "p90" BIGINT NOT NULL,
    "used" BIGINT,
    "held" BOOLEAN,
    "distance" DOUBLE PRECISION,

    CONSTRAINT "forecast_use_pkey" PRIMARY KEY ("account_id","forecast_id","days")
);

-- CreateTable
CREATE TABLE "forecast_class" (
    "usage_class" TEXT NOT NULL,
    "spread" DOUBLE PRECISION NOT NULL,
    "scored" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "error" DOUBLE PRECISION NOT NULL,
    "learned_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "forecast_class_pkey" PRIMARY KEY ("usage_class")
);

-- CreateTable
CREATE TABLE "unusual_use" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "used" BIGINT NOT NULL,
    "usual" BIGINT NOT NULL,
    "deviation" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "unusual_use_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "top_up" (
    "account_id" UUID NOT NULL,
    "on" BOOLEAN NOT NULL DEFAULT false,
    "threshold_milli" BIGINT NOT NULL,
    "pack_key" TEXT NOT NULL,
    "ceiling_cents" BIGINT NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "top_up_pkey" PRIMARY KEY ("account_id")
);

-- CreateIndex
CREATE INDEX "forecast_account_id_made_at_idx" ON "forecast"("account_id", "made_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "unusual_use_account_id_series_day_key" ON "unusual_use"("account_id", "series", "day");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_hash_key" ON "calendar_feed"("hash");

-- CreateIndex
CREATE INDEX "calendar_feed_account_id_idx" ON "calendar_feed"("account_id");

-- AddForeignKey
ALTER TABLE "forecast_use" ADD CONSTRAINT "forecast_use_account_id_forecast_id_fkey" FOREIGN KEY ("account_id", "forecast_id") REFERENCES "forecast"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;



ALTER TABLE "forecast"
  ADD CONSTRAINT forecast_class_known CHECK (usage_class IN ('regular', 'bursty', 'young')),
  ADD CONSTRAINT forecast_in_order CHECK ((p10 IS NOT NULL OR p50 IS NULL) AND (p50 IS NOT NULL OR p90 IS NULL) AND p10 <= p50 AND p50 <= p90),
  ADD CONSTRAINT forecast_sane CHECK (probability BETWEEN 0 AND 1 AND spread > 0 AND available >= 0);
ALTER TABLE "forecast_use"
  ADD CONSTRAINT use_in_order CHECK (days > 0 AND 0 <= p10 AND p10 <= p50 AND p50 <= p90),
  ADD CONSTRAINT use_scored_whole CHECK ((used IS NULL) = (held IS NULL) AND (used IS NOT NULL OR distance IS NULL));
ALTER TABLE "forecast_class"
  ADD CONSTRAINT class_known CHECK (usage_class IN ('regular', 'bursty', 'young') AND spread > 0 AND held BETWEEN 0 AND scored AND error >= 0);
ALTER TABLE "unusual_use"
  ADD CONSTRAINT unusual_sane CHECK (used > 0 AND usual >= 0);
ALTER TABLE "top_up"
  ADD CONSTRAINT top_up_bounded CHECK (threshold_milli > 0 AND ceiling_cents > 0);

-- What moved a balance besides use: the steps of its picture.
CREATE INDEX transaction_not_of_use ON "ledger_transaction" (account_id, recorded_at) WHERE kind NOT IN ('charge', 'hold', 'capture', 'release');
-- What the nightly job scores.
CREATE INDEX forecast_use_due ON "forecast_use" (due_at) WHERE used IS NULL;
-- What it lets go of: the pictures of forecasts that nobody is shown any more.
CREATE INDEX forecast_shown ON "forecast" (made_at) WHERE shown IS NOT NULL;

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE ON "forecast", "forecast_use", "forecast_class", "unusual_use", "calendar_feed", "top_up" TO comptoir_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
