-- AlterTable
ALTER TABLE "account" ADD COLUMN     "has_quotas" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "next_plan_at" TIMESTAMPTZ(6),
ADD COLUMN     "next_plan_key" TEXT,
ADD COLUMN     "plan_key" TEXT;

-- AlterTable
ALTER TABLE "grant" ADD COLUMN     "allowance_id" UUID,
ADD COLUMN     "period_n" INTEGER,
ADD COLUMN     "rollover" TEXT,
ADD COLUMN     "rollover_max" BIGINT;

-- AlterTable
ALTER TABLE "idempotency_key" ADD COLUMN     "hold_id" UUID;

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "capture_above" TEXT NOT NULL DEFAULT 'refuse';

-- AlterTable
ALTER TABLE "plan_quota" ADD COLUMN     "measure" TEXT NOT NULL DEFAULT 'tokens',
ADD COLUMN     "slow_per_minute" INTEGER NOT NULL DEFAULT 60;

-- CreateTable
CREATE TABLE "hold" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "action_key" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "quantities" JSONB NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "api_key_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "rate_card_version" INTEGER,
    "amount" BIGINT NOT NULL,
    "money_milli" BIGINT NOT NULL DEFAULT 0,
    "captured" BIGINT NOT NULL DEFAULT 0,
    "returned" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "resolved_at" TIMESTAMPTZ(6),
    "seq" BIGINT,
    "capture_seq" BIGINT,
    "return_seq" BIGINT,
    "charge_id" UUID,
    "available_after" BIGINT NOT NULL,
    "held_after" BIGINT NOT NULL,
    "windows_due" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "allowance" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "plan_key" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "cost_cents" BIGINT NOT NULL,
    "priority" INTEGER NOT NULL,
    "anchor" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "rollover" TEXT NOT NULL,
    "rollover_max" BIGINT,
    "next_n" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(6),
    "paid_until" TIMESTAMPTZ(6),
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "allowance_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "quota" (
    "account_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "scope_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cap_milli" BIGINT NOT NULL,
    "policy" TEXT NOT NULL,
    "slow_per_minute" INTEGER NOT NULL DEFAULT 60,
    "reason_en" TEXT NOT NULL,
    "reason_fr" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "actor" TEXT NOT NULL,

    CONSTRAINT "quota_pkey" PRIMARY KEY ("account_id","key")
);

-- CreateTable
CREATE TABLE "quota_window" (
    "account_id" UUID NOT NULL,
    "quota_key" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6),
    "used" BIGINT[],
    "counts_from" TIMESTAMPTZ(6) NOT NULL,
    "slow_free_at" TIMESTAMPTZ(6),
    "told" INTEGER NOT NULL DEFAULT 0,
    "lifted_until" TIMESTAMPTZ(6),

    CONSTRAINT "quota_window_pkey" PRIMARY KEY ("account_id","quota_key")
);

-- CreateTable
CREATE TABLE "subscription" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plan_key" TEXT NOT NULL,
    "allowance_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "job_run" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6) NOT NULL,
    "outcome" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "error" TEXT,

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_worker" (
    "id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "jobs" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,
    "stopped_at" TIMESTAMPTZ(6),

    CONSTRAINT "job_worker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "job_run_name_started_at_idx" ON "job_run"("name", "started_at" DESC);

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allowance" ADD CONSTRAINT "allowance_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota" ADD CONSTRAINT "quota_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_window" ADD CONSTRAINT "quota_window_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;




-- What Prisma cannot say ---------------------------------------------------------------------------------------------

ALTER TABLE "hold"
  ADD CONSTRAINT hold_words_known CHECK (state IN ('open', 'captured', 'released', 'expired') AND basis IN ('quantities', 'tokens', 'usual')),
  ADD CONSTRAINT hold_amounts_not_negative CHECK (least(amount, captured, returned, money_milli) >= 0),
  -- Open, nothing is settled; resolved, all of it is: once (invariant 12).
  ADD CONSTRAINT hold_resolves_whole CHECK (
    CASE state WHEN 'open' THEN captured = 0 AND returned = 0 AND resolved_at IS NULL
      ELSE captured + returned = amount AND resolved_at IS NOT NULL END),
  ADD CONSTRAINT hold_moves_with_transactions CHECK (
    (amount > 0) = (seq IS NOT NULL) AND (returned > 0) = (return_seq IS NOT NULL)
    AND (state = 'captured' OR (captured = 0 AND capture_seq IS NULL AND charge_id IS NULL))),
  ADD CONSTRAINT hold_lasts CHECK (expires_at > created_at);

ALTER TABLE "allowance"
  ADD CONSTRAINT allowance_words_known CHECK (unit IN ('month', 'year') AND rollover IN ('none', 'once', 'unlimited')),
  ADD CONSTRAINT allowance_brings CHECK (amount > 0 AND cost_cents >= 0 AND rollover_max > 0 AND next_n >= 0 AND actor <> '' AND reason <> '');

ALTER TABLE "grant"
  ADD CONSTRAINT grant_rollover_known CHECK (rollover IN ('once', 'unlimited') AND rollover_max > 0),
  ADD CONSTRAINT grant_period_has_allowance CHECK ((period_n IS NULL OR allowance_id IS NOT NULL) AND (rollover IS NULL OR allowance_id IS NOT NULL));

ALTER TABLE "plan"
  ADD CONSTRAINT plan_capture_known CHECK (capture_above IN ('refuse', 'charge'));
ALTER TABLE "plan_quota"
  ADD CONSTRAINT quota_measure_known CHECK (measure IN ('tokens', 'operations') AND slow_per_minute BETWEEN 1 AND 60000),
  ADD CONSTRAINT quota_rolls_at_most_a_week CHECK (NOT (kind = 'rolling' AND unit = 'month'));
ALTER TABLE "quota"
  ADD CONSTRAINT own_quota_words_known CHECK (origin IN ('staff', 'customer') AND scope IN ('account', 'key', 'member')
    AND measure IN ('tokens', 'operations', 'money') AND unit IN ('minute', 'hour', 'day', 'week', 'month')
    AND kind IN ('fixed', 'rolling') AND NOT (kind = 'rolling' AND unit = 'month')
    AND policy IN ('stop', 'slow', 'overage', 'tell') AND slow_per_minute BETWEEN 1 AND 60000),
  ADD CONSTRAINT own_quota_says_why CHECK (cap_milli > 0 AND name <> '' AND reason_en <> '' AND reason_fr <> '' AND actor <> '');
ALTER TABLE "quota_window"
  ADD CONSTRAINT window_counts CHECK (cardinality(used) BETWEEN 1 AND 61 AND 0 <= ALL (used) AND told BETWEEN 0 AND 100);
ALTER TABLE "subscription"
  ADD CONSTRAINT subscription_in_order CHECK (ends_at >= starts_at AND actor <> '' AND reason <> '');

ALTER TABLE "account"
  ADD CONSTRAINT account_next_plan_dated CHECK (next_plan_at IS NOT NULL OR next_plan_key IS NULL);

-- A book holds the open ones only.
CREATE INDEX hold_open ON "hold" (account_id) WHERE state = 'open';
CREATE INDEX hold_windows_due ON "hold" (account_id) WHERE windows_due;
-- Whom the sweeper has to settle.
CREATE INDEX account_due ON "account" (next_event_at) WHERE next_event_at IS NOT NULL;
-- A period is opened once; the rest of a running one, brought by an upgrade, belongs to another allowance.
CREATE UNIQUE INDEX grant_of_period ON "grant" (account_id, allowance_id, period_n) WHERE source = 'plan' AND period_n IS NOT NULL;
-- One running subscription at a time.
CREATE UNIQUE INDEX subscription_running ON "subscription" (account_id) WHERE ends_at IS NULL;
-- One charge of a hold, and from a key to its hold.
CREATE UNIQUE INDEX hold_of_charge ON "hold" (account_id, charge_id) WHERE charge_id IS NOT NULL;

ALTER TABLE "job_run"
  ADD CONSTRAINT run_outcome_known CHECK (outcome IN ('done', 'failed') AND (outcome = 'failed') = (error IS NOT NULL));

-- graphile-worker keeps its queue in a schema of its own, which it makes and changes by itself. It reads and writes there as the
-- owner; the application may look, and have a failed job that waits tried again now.
CREATE SCHEMA IF NOT EXISTS graphile_worker;

CREATE FUNCTION retry_job(job_name text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM graphile_worker.reschedule_jobs(ARRAY[id], now()) FROM graphile_worker.jobs
    WHERE key = job_name AND locked_at IS NULL AND attempts > 0;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION retry_job FROM PUBLIC;

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE ON "hold", "allowance", "subscription", "quota_window" TO comptoir_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON "quota", "job_run", "job_worker" TO comptoir_app;
  GRANT USAGE ON SCHEMA graphile_worker TO comptoir_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA graphile_worker GRANT SELECT ON TABLES TO comptoir_app;
  GRANT EXECUTE ON FUNCTION retry_job TO comptoir_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
