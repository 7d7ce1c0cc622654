-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "language" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "verified_at" TIMESTAMPTZ(6),

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_link" (
    "provider" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "provider_link_pkey" PRIMARY KEY ("provider","provider_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "method" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_token" (
    "hash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "mail_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "throttle" (
    "subject" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("subject")
);

-- CreateTable
CREATE TABLE "member" (
    "account_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("account_id","user_id")
);

-- CreateTable
CREATE TABLE "staff_member" (
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "staff_member_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "sent_at" TIMESTAMPTZ(6),
    "failure" TEXT,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "dispatched_at" TIMESTAMPTZ(6),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "action" (
    "key" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_fr" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "action_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "rate_card" (
    "version" INTEGER NOT NULL,
    "effective_at" TIMESTAMPTZ(6) NOT NULL,
    "published_at" TIMESTAMPTZ(6) NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "rate_card_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "rate_card_line" (
    "rate_card_version" INTEGER NOT NULL,
    "action_key" TEXT NOT NULL,
    "rounding_milli" BIGINT NOT NULL DEFAULT 1,
    "minimum_milli" BIGINT NOT NULL DEFAULT 0,
    "reason_en" TEXT NOT NULL,
    "reason_fr" TEXT NOT NULL,

    CONSTRAINT "rate_card_line_pkey" PRIMARY KEY ("rate_card_version","action_key")
);

-- CreateTable
CREATE TABLE "price" (
    "rate_card_version" INTEGER NOT NULL,
    "action_key" TEXT NOT NULL,
    "quantity_class" TEXT NOT NULL,
    "from_milli" BIGINT NOT NULL DEFAULT 0,
    "numerator" BIGINT NOT NULL,
    "denominator" BIGINT NOT NULL,

    CONSTRAINT "price_pkey" PRIMARY KEY ("rate_card_version","action_key","quantity_class","from_milli")
);

-- CreateTable
CREATE TABLE "plan" (
    "key" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_fr" TEXT NOT NULL,
    "price_cents" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "allowance_milli" BIGINT NOT NULL,
    "period_unit" TEXT NOT NULL,
    "rollover" TEXT NOT NULL,
    "rollover_max_milli" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "plan_quota" (
    "plan_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cap_milli" BIGINT NOT NULL,
    "policy" TEXT NOT NULL,
    "reason_en" TEXT NOT NULL,
    "reason_fr" TEXT NOT NULL,

    CONSTRAINT "plan_quota_pkey" PRIMARY KEY ("plan_key","name")
);

-- CreateTable
CREATE TABLE "pack" (
    "key" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_fr" TEXT NOT NULL,
    "tokens_milli" BIGINT NOT NULL,
    "price_cents" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "expires_after_days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "pack_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "debt_limit" BIGINT NOT NULL DEFAULT 0,
    "available" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "debt" BIGINT NOT NULL DEFAULT 0,
    "version" BIGINT NOT NULL DEFAULT 0,
    "next_event_at" TIMESTAMPTZ(6),
    "last_transaction_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "effective_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "amount" BIGINT NOT NULL,
    "pending" BIGINT NOT NULL DEFAULT 0,
    "available" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "spent" BIGINT NOT NULL DEFAULT 0,
    "expired" BIGINT NOT NULL DEFAULT 0,
    "revoked" BIGINT NOT NULL DEFAULT 0,
    "refunded" BIGINT NOT NULL DEFAULT 0,
    "rolled_over" BIGINT NOT NULL DEFAULT 0,
    "cost_cents" BIGINT NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "allowed_actions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "origin_grant_id" UUID,
    "created_seq" BIGINT NOT NULL,

    CONSTRAINT "grant_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "account_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "available_after" BIGINT NOT NULL,
    "held_after" BIGINT NOT NULL,
    "debt_after" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "effective_at" TIMESTAMPTZ(6) NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reverses" BIGINT,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("account_id","seq")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "account_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "n" INTEGER NOT NULL,
    "grant_id" UUID,
    "from_bucket" TEXT NOT NULL,
    "to_bucket" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("account_id","seq","n")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "account_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "seq" BIGINT,
    "charge_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("account_id","source","key")
);

-- CreateTable
CREATE TABLE "charge" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "action_key" TEXT NOT NULL,
    "quantities" JSONB NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "api_key_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "rate_card_version" INTEGER NOT NULL,
    "tokens" BIGINT NOT NULL,
    "mode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL,
    "seq" BIGINT,
    "available_after" BIGINT NOT NULL,
    "debt_after" BIGINT NOT NULL,

    CONSTRAINT "charge_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "usage_bucket" (
    "account_id" UUID NOT NULL,
    "bucket_at" TIMESTAMPTZ(6) NOT NULL,
    "action_key" TEXT NOT NULL,
    "api_key_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "quantities" JSONB NOT NULL,
    "tokens" BIGINT NOT NULL,
    "charges" BIGINT NOT NULL,
    "failures" BIGINT NOT NULL,

    CONSTRAINT "usage_bucket_pkey" PRIMARY KEY ("account_id","bucket_at","action_key","api_key_id","member_id")
);

-- CreateTable
CREATE TABLE "refusal_hour" (
    "account_id" UUID NOT NULL,
    "hour_at" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL,
    "refusals" BIGINT NOT NULL,

    CONSTRAINT "refusal_hour_pkey" PRIMARY KEY ("account_id","hour_at","reason")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "provider_link_user_id_idx" ON "provider_link"("user_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "mail_token_email_idx" ON "mail_token"("email");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_account_id_idx" ON "api_key"("account_id");

-- CreateIndex
CREATE INDEX "message_created_at_idx" ON "message"("created_at" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_account_id_at_idx" ON "audit_entry"("account_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_account_id_reverses_key" ON "ledger_transaction"("account_id", "reverses");

-- AddForeignKey
ALTER TABLE "provider_link" ADD CONSTRAINT "provider_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rate_card_line" ADD CONSTRAINT "rate_card_line_rate_card_version_fkey" FOREIGN KEY ("rate_card_version") REFERENCES "rate_card"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rate_card_line" ADD CONSTRAINT "rate_card_line_action_key_fkey" FOREIGN KEY ("action_key") REFERENCES "action"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_rate_card_version_action_key_fkey" FOREIGN KEY ("rate_card_version", "action_key") REFERENCES "rate_card_line"("rate_card_version", "action_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_quota" ADD CONSTRAINT "plan_quota_plan_key_fkey" FOREIGN KEY ("plan_key") REFERENCES "plan"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_seq_fkey" FOREIGN KEY ("account_id", "seq") REFERENCES "ledger_transaction"("account_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_grant_id_fkey" FOREIGN KEY ("account_id", "grant_id") REFERENCES "grant"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge" ADD CONSTRAINT "charge_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What Prisma cannot say ---------------------------------------------------------------------------------------------

-- Conservation: a grant's buckets add up to its amount, and none is negative (invariants 1 and 2).
ALTER TABLE "grant"
  ADD CONSTRAINT grant_conserves CHECK (amount = pending + available + held + spent + expired + revoked + refunded + rolled_over),
  ADD CONSTRAINT grant_buckets_not_negative CHECK (least(pending, available, held, spent, expired, revoked, refunded, rolled_over) >= 0),
  ADD CONSTRAINT grant_amount_positive CHECK (amount > 0),
  ADD CONSTRAINT grant_cost_not_negative CHECK (cost_cents >= 0),
  ADD CONSTRAINT grant_dates_in_order CHECK (expires_at > effective_at),
  ADD CONSTRAINT grant_names_its_origin CHECK (actor <> '' AND reason <> ''),
  ADD CONSTRAINT grant_source_known CHECK (source IN ('plan', 'pack', 'promo', 'adjustment', 'refund', 'rollover'));

ALTER TABLE "account"
  ADD CONSTRAINT account_totals_not_negative CHECK (least(available, held, debt, debt_limit, version) >= 0),
  ADD CONSTRAINT account_status_known CHECK (status IN ('active', 'frozen', 'closed'));

ALTER TABLE "ledger_transaction"
  ADD CONSTRAINT transaction_amount_positive CHECK (amount > 0 AND seq > 0),
  ADD CONSTRAINT transaction_totals_not_negative CHECK (least(available_after, held_after, debt_after) >= 0),
  ADD CONSTRAINT transaction_kind_known CHECK (kind IN ('grant', 'charge', 'hold', 'capture', 'release', 'expire', 'rollover', 'refund', 'revoke', 'adjustment', 'reversal', 'debt')),
  ADD CONSTRAINT transaction_reversal_linked CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  ADD CONSTRAINT transaction_names_its_origin CHECK (actor <> '' AND reason <> '');

ALTER TABLE "ledger_entry"
  ADD CONSTRAINT entry_amount_positive CHECK (amount > 0),
  ADD CONSTRAINT entry_moves CHECK (from_bucket <> to_bucket),
  ADD CONSTRAINT entry_buckets_known CHECK (
    CASE WHEN grant_id IS NULL
      THEN from_bucket IN ('settled', 'debt') AND to_bucket IN ('settled', 'debt')
      ELSE from_bucket IN ('issued', 'pending', 'available', 'held', 'spent', 'revoked')
       AND to_bucket IN ('pending', 'available', 'held', 'spent', 'expired', 'revoked', 'refunded', 'rolled_over')
    END);

ALTER TABLE "charge"
  ADD CONSTRAINT charge_tokens_not_negative CHECK (tokens >= 0),
  ADD CONSTRAINT charge_failed_costs_nothing CHECK (status = 'charged' OR tokens = 0),
  ADD CONSTRAINT charge_has_transaction CHECK ((tokens > 0) = (seq IS NOT NULL)),
  ADD CONSTRAINT charge_words_known CHECK (status IN ('charged', 'failed') AND mode IN ('admit', 'report'));

ALTER TABLE "price"
  ADD CONSTRAINT price_is_rational CHECK (numerator >= 0 AND denominator > 0 AND from_milli >= 0);
ALTER TABLE "rate_card_line"
  ADD CONSTRAINT line_rounds_up CHECK (rounding_milli > 0 AND minimum_milli >= 0 AND reason_en <> '' AND reason_fr <> '');
ALTER TABLE "plan_quota"
  ADD CONSTRAINT quota_words_known CHECK (unit IN ('minute', 'hour', 'day', 'week', 'month') AND kind IN ('fixed', 'rolling')
    AND policy IN ('stop', 'slow', 'overage') AND cap_milli > 0 AND reason_en <> '' AND reason_fr <> '');
ALTER TABLE "plan"
  ADD CONSTRAINT plan_words_known CHECK (period_unit IN ('month', 'year') AND rollover IN ('none', 'once', 'unlimited')
    AND price_cents >= 0 AND allowance_milli >= 0);
ALTER TABLE "pack"
  ADD CONSTRAINT pack_sells_tokens CHECK (tokens_milli > 0 AND price_cents >= 0 AND expires_after_days > 0);
ALTER TABLE "member"
  ADD CONSTRAINT member_role_known CHECK (role IN ('owner', 'billing', 'developer', 'viewer'));
ALTER TABLE "staff_member"
  ADD CONSTRAINT staff_role_known CHECK (role IN ('support', 'operator', 'finance', 'approver', 'auditor', 'admin'));

-- A balance, and a charge, look only at grants that still have tokens: their number, not the account's age, is the cost.
CREATE INDEX grant_open ON "grant" (account_id) WHERE available > 0 OR pending > 0 OR held > 0;
-- Usage keys that may be forgotten.
CREATE INDEX idempotency_key_expiring ON "idempotency_key" (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX outbox_event_waiting ON "outbox_event" (created_at) WHERE dispatched_at IS NULL;
-- From a ledger transaction to its charge; zero-token charges have none.
CREATE UNIQUE INDEX charge_of_transaction ON "charge" (account_id, seq) WHERE seq IS NOT NULL;

-- Append-only, for the owner too: a fact is corrected by another fact.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_transaction" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "charge" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "rate_card" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "rate_card_line" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "price" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The application's role: no UPDATE or DELETE on what is append-only. An owner without the right to create roles skips this;
-- the triggers above still hold.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'comptoir_app') THEN
    CREATE ROLE comptoir_app NOLOGIN;
  END IF;
  EXECUTE format('GRANT comptoir_app TO %I', current_user);
  GRANT USAGE ON SCHEMA public TO comptoir_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO comptoir_app;
  REVOKE UPDATE, DELETE ON "ledger_transaction", "ledger_entry", "charge", "audit_entry", "rate_card", "rate_card_line", "price" FROM comptoir_app;
  REVOKE DELETE ON "account", "grant" FROM comptoir_app;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
