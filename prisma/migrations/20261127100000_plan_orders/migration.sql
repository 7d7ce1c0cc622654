-- AlterTable
ALTER TABLE "order" ADD COLUMN     "allowance_id" UUID,
ADD COLUMN     "attempt_at" TIMESTAMPTZ(6),
ADD COLUMN     "attempt_card" TEXT,
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "is_trying" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pay_way" TEXT NOT NULL DEFAULT 'page',
ADD COLUMN     "plan_key" TEXT,
ADD COLUMN     "priced_at" TIMESTAMPTZ(6),
ADD COLUMN     "try_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "payment_customer" ADD COLUMN     "card_fingerprint" TEXT;

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "trial_days" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "allowance" ADD COLUMN     "is_billed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "pay_as_you_go" (
    "account_id" UUID NOT NULL,
    "on" BOOLEAN NOT NULL,
    "cap_milli" BIGINT NOT NULL,
    "base_milli" BIGINT NOT NULL,
    "bill_at" TIMESTAMPTZ(6) NOT NULL,
    "language" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "pay_as_you_go_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "debt_limit" (
    "account_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(6) NOT NULL,
    "limit_milli" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,

    CONSTRAINT "debt_limit_pkey" PRIMARY KEY ("account_id","from_at")
);

-- CreateTable
CREATE TABLE "trial_mark" (
    "kind" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "plan_key" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "trial_mark_pkey" PRIMARY KEY ("kind","mark")
);


ALTER TABLE "order"
  DROP CONSTRAINT order_kind_known,
  DROP CONSTRAINT order_sane,
  DROP CONSTRAINT order_delivered_whole,
  ADD CONSTRAINT order_kind_known CHECK (
    (kind IN ('pack', 'top-up') AND pack_key IS NOT NULL AND plan_key IS NULL)
    OR (kind IN ('amount', 'usage') AND pack_key IS NULL AND plan_key IS NULL)
    OR (kind IN ('plan', 'upgrade', 'renewal') AND pack_key IS NULL AND plan_key IS NOT NULL)),
  -- An upgrade late in its period may bring no whole thousandth, and what a plan brings expires with its period.
  ADD CONSTRAINT order_sane CHECK (
    (tokens_milli > 0 OR (kind = 'upgrade' AND tokens_milli = 0)) AND expiry_days >= 0 AND (expiry_days > 0) = (plan_key IS NULL)
    AND refund_days >= 0 AND currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT order_delivered_whole CHECK (
    (state <> 'done' OR grant_id IS NOT NULL OR tokens_milli = 0) AND (state = 'done' OR grant_id IS NULL)
    AND (state = 'pending') = (settled_at IS NULL)),
  ADD CONSTRAINT order_way_known CHECK (
    pay_way IN ('page', 'saved-card') AND (kind NOT IN ('top-up', 'renewal', 'usage') OR pay_way = 'saved-card')),
  ADD CONSTRAINT order_attempts_counted CHECK (attempts >= 0 AND (NOT is_trying OR (attempts > 0 AND attempt_at IS NOT NULL))),
  ADD CONSTRAINT order_priced CHECK ((kind IN ('upgrade', 'renewal', 'usage')) = (priced_at IS NOT NULL) AND (kind = 'renewal') = (allowance_id IS NOT NULL));
ALTER TABLE "plan"
  ADD CONSTRAINT plan_trial_sane CHECK (trial_days BETWEEN 0 AND 90);
ALTER TABLE "pay_as_you_go"
  ADD CONSTRAINT pay_as_you_go_sane CHECK (cap_milli > 0 AND base_milli >= 0 AND changed_by <> '');
ALTER TABLE "debt_limit"
  ADD CONSTRAINT debt_limit_sane CHECK (limit_milli >= 0 AND actor <> '');
ALTER TABLE "trial_mark"
  ADD CONSTRAINT trial_mark_known CHECK (kind IN ('email', 'card', 'user') AND mark <> '');

-- One purchase by the account's people at a time, and beside it one of each kind that is made for them.
DROP INDEX order_one_pending;
CREATE UNIQUE INDEX order_one_pending ON "order" (account_id) WHERE state = 'pending' AND kind IN ('pack', 'amount', 'plan', 'upgrade');
CREATE UNIQUE INDEX order_one_renewal ON "order" (account_id) WHERE state = 'pending' AND kind = 'renewal';
CREATE UNIQUE INDEX order_one_usage ON "order" (account_id) WHERE state = 'pending' AND kind = 'usage';
-- A period is ordered once, and so is a month's use.
CREATE UNIQUE INDEX order_of_period ON "order" (account_id, allowance_id, priced_at) WHERE kind = 'renewal';
CREATE UNIQUE INDEX order_of_month ON "order" (account_id, priced_at) WHERE kind = 'usage';
-- Saved cards that are to be tried.
CREATE INDEX order_to_try ON "order" (try_at, id) WHERE state = 'pending' AND try_at IS NOT NULL;
-- Periods that are paid for by card when they come.
CREATE INDEX allowance_unpaid ON "allowance" (paid_until, id) WHERE is_billed AND next_at IS NOT NULL;
CREATE INDEX pay_as_you_go_due ON "pay_as_you_go" (bill_at, account_id);

DO $$
BEGIN
  GRANT UPDATE (attempts, attempt_at, attempt_card, is_trying, try_at, pay_by) ON "order" TO comptoir_app;
  GRANT SELECT, INSERT, UPDATE ON "pay_as_you_go" TO comptoir_app;
  GRANT SELECT, INSERT ON "trial_mark", "debt_limit" TO comptoir_app;
  GRANT UPDATE (limit_milli, actor) ON "debt_limit" TO comptoir_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
