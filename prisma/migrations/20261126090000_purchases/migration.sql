-- AlterTable
ALTER TABLE "pack" ADD COLUMN     "retired_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "order" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "form_key" TEXT NOT NULL,
    "pack_key" TEXT,
    "name" TEXT NOT NULL,
    "tokens_milli" BIGINT NOT NULL,
    "expiry_days" INTEGER NOT NULL,
    "refund_days" INTEGER NOT NULL,
    "net_cents" BIGINT NOT NULL,
    "tax_cents" BIGINT NOT NULL,
    "total_cents" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "tax_rate_basis" INTEGER NOT NULL,
    "tax_rule" TEXT NOT NULL,
    "tax_country" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "pay_by" TIMESTAMPTZ(6) NOT NULL,
    "session_id" TEXT,
    "session_url" TEXT,
    "payment_id" TEXT,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "checked_at" TIMESTAMPTZ(6),
    "settled_at" TIMESTAMPTZ(6),
    "grant_id" UUID,
    "failure" TEXT,

    CONSTRAINT "order_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "worked_at" TIMESTAMPTZ(6),
    "outcome" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "try_at" TIMESTAMPTZ(6) NOT NULL,
    "error" TEXT,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_reading" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "read_to" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payment_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_customer" (
    "account_id" UUID NOT NULL,
    "customer_id" TEXT NOT NULL,
    "card_id" TEXT,
    "card_brand" TEXT,
    "card_last_four" TEXT,
    "card_expiry_month" INTEGER,
    "card_expiry_year" INTEGER,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payment_customer_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "billing_profile" (
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "vat_id" TEXT,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "billing_profile_pkey" PRIMARY KEY ("account_id")
);

-- CreateIndex
CREATE INDEX "order_account_id_created_at_idx" ON "order"("account_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "order_account_id_form_key_key" ON "order"("account_id", "form_key");

-- CreateIndex
CREATE UNIQUE INDEX "payment_customer_customer_id_key" ON "payment_customer"("customer_id");


ALTER TABLE "order"
  ADD CONSTRAINT order_kind_known CHECK (kind IN ('pack', 'amount', 'top-up') AND (kind = 'amount') = (pack_key IS NULL)),
  ADD CONSTRAINT order_state_known CHECK (state IN ('pending', 'done', 'failed', 'canceled', 'mismatch')),
  ADD CONSTRAINT order_adds_up CHECK (net_cents > 0 AND tax_cents >= 0 AND total_cents = net_cents + tax_cents),
  ADD CONSTRAINT order_tax_known CHECK (tax_rule IN ('rate', 'reverse-charge', 'outside') AND tax_rate_basis BETWEEN 0 AND 10000
    AND (tax_rule = 'rate' OR (tax_rate_basis = 0 AND tax_cents = 0)) AND tax_country ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT order_sane CHECK (tokens_milli > 0 AND expiry_days > 0 AND refund_days >= 0 AND currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT order_delivered_whole CHECK ((state = 'done') = (grant_id IS NOT NULL) AND (state = 'pending') = (settled_at IS NULL));
ALTER TABLE "webhook_event"
  ADD CONSTRAINT webhook_outcome_known CHECK (outcome IN ('worked', 'ignored', 'parked') AND (outcome IS NULL) = (worked_at IS NULL) AND attempts >= 0);
ALTER TABLE "payment_reading"
  ADD CONSTRAINT reading_is_one CHECK (id = 1);
ALTER TABLE "payment_customer"
  ADD CONSTRAINT card_whole CHECK (num_nonnulls(card_id, card_brand, card_last_four, card_expiry_month, card_expiry_year) IN (0, 5));
ALTER TABLE "billing_profile"
  ADD CONSTRAINT billing_country_known CHECK (country ~ '^[A-Z]{2}$');

-- One purchase of a customer at a time, and one of the auto top-up beside it.
CREATE UNIQUE INDEX order_one_pending ON "order" (account_id) WHERE state = 'pending' AND kind <> 'top-up';
CREATE UNIQUE INDEX order_one_top_up ON "order" (account_id) WHERE state = 'pending' AND kind = 'top-up';
-- What the reconciler asks the provider about.
CREATE INDEX order_pending ON "order" (created_at, id) WHERE state = 'pending';
CREATE UNIQUE INDEX order_grant ON "order" (account_id, grant_id) WHERE grant_id IS NOT NULL;
-- What is still to be worked.
CREATE INDEX webhook_event_due ON "webhook_event" (try_at, id) WHERE outcome IS NULL;

-- What was sold is never changed, and what was decided for good is not undone.
CREATE FUNCTION refuse_undoing_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'done' AND (NEW.state <> 'done' OR NEW.grant_id <> OLD.grant_id) THEN
    RAISE EXCEPTION 'order % is done: change refused', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER done_for_good BEFORE UPDATE ON "order" FOR EACH ROW EXECUTE FUNCTION refuse_undoing_order();

DO $$
BEGIN
  GRANT SELECT, INSERT ON "order" TO comptoir_app;
  GRANT UPDATE (state, session_id, session_url, payment_id, checked_at, settled_at, grant_id, failure) ON "order" TO comptoir_app;
  GRANT SELECT, INSERT, UPDATE ON "webhook_event", "payment_reading", "payment_customer", "billing_profile" TO comptoir_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
