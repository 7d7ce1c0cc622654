-- CreateTable
CREATE TABLE "document_counter" (
    "kind" TEXT NOT NULL,
    "last" BIGINT NOT NULL,

    CONSTRAINT "document_counter_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "document" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "refund_id" UUID,
    "dispute_id" TEXT,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "net_cents" BIGINT NOT NULL,
    "tax_cents" BIGINT NOT NULL,
    "total_cents" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "refund" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "grant_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "tokens_milli" BIGINT NOT NULL,
    "net_cents" BIGINT NOT NULL,
    "tax_cents" BIGINT NOT NULL,
    "total_cents" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "settled_at" TIMESTAMPTZ(6),
    "provider_id" TEXT,
    "failure" TEXT,
    "hold_seq" BIGINT NOT NULL,
    "end_seq" BIGINT,
    "back_grant_id" UUID,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "account_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "revoked_milli" BIGINT NOT NULL DEFAULT 0,
    "debt_milli" BIGINT NOT NULL DEFAULT 0,
    "claw_seq" BIGINT,
    "back_grant_id" UUID,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_number_key" ON "document"("number");

-- CreateIndex
CREATE INDEX "document_account_id_order_id_idx" ON "document"("account_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_kind_sequence_key" ON "document"("kind", "sequence");

-- CreateIndex
CREATE INDEX "dispute_account_id_order_id_idx" ON "dispute"("account_id", "order_id");


ALTER TABLE "document_counter"
  ADD CONSTRAINT counter_kind_known CHECK (kind IN ('receipt', 'invoice', 'credit-note') AND last > 0);
ALTER TABLE "document"
  ADD CONSTRAINT document_kind_known CHECK (kind IN ('receipt', 'invoice', 'credit-note') AND sequence > 0
    AND num_nonnulls(refund_id, dispute_id) <= 1 AND (kind <> 'credit-note' OR num_nonnulls(refund_id, dispute_id) = 1) AND (kind = 'credit-note' OR dispute_id IS NULL)),
  ADD CONSTRAINT document_adds_up CHECK (least(net_cents, tax_cents) >= 0 AND total_cents = net_cents + tax_cents AND currency ~ '^[A-Z]{3}$');
ALTER TABLE "refund"
  ADD CONSTRAINT refund_state_known CHECK (state IN ('pending', 'done', 'failed', 'undone')),
  ADD CONSTRAINT refund_adds_up CHECK (tokens_milli > 0 AND least(net_cents, tax_cents) >= 0 AND total_cents = net_cents + tax_cents AND total_cents > 0),
  ADD CONSTRAINT refund_ends_whole CHECK ((state = 'pending') = (end_seq IS NULL) AND (state = 'pending') = (settled_at IS NULL)
    AND (state = 'undone') = (back_grant_id IS NOT NULL)),
  ADD CONSTRAINT refund_says_why CHECK (actor <> '' AND reason <> '');
ALTER TABLE "dispute"
  ADD CONSTRAINT dispute_state_known CHECK (state IN ('open', 'won', 'lost') AND (state = 'open') = (closed_at IS NULL)),
  ADD CONSTRAINT dispute_counts CHECK (least(amount_cents, revoked_milli, debt_milli) >= 0 AND (claw_seq IS NOT NULL) = (revoked_milli + debt_milli > 0)
    AND (back_grant_id IS NULL OR state = 'won'));

-- An order has one document, and each refund and dispute one credit note. What a refund credited that came back is billed again, once.
CREATE UNIQUE INDEX document_of_order ON "document" (account_id, order_id) WHERE kind <> 'credit-note' AND refund_id IS NULL;
CREATE UNIQUE INDEX document_of_refund ON "document" (account_id, refund_id, (kind = 'credit-note')) WHERE refund_id IS NOT NULL;
CREATE UNIQUE INDEX document_of_dispute ON "document" (account_id, dispute_id) WHERE dispute_id IS NOT NULL;
-- An order is refunded once.
CREATE UNIQUE INDEX refund_of_order ON "refund" (account_id, order_id) WHERE state <> 'failed';
-- What the provider names without its account, and what is asked about again.
CREATE UNIQUE INDEX refund_id ON "refund" (id);
CREATE INDEX refund_pending ON "refund" (created_at, id) WHERE state = 'pending';
CREATE INDEX order_payment ON "order" (payment_id) WHERE payment_id IS NOT NULL;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "document" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
BEGIN
  GRANT SELECT, INSERT ON "document", "refund", "dispute", "document_counter" TO comptoir_app;
  GRANT UPDATE (last) ON "document_counter" TO comptoir_app;
  GRANT UPDATE (state, settled_at, provider_id, failure, end_seq, back_grant_id) ON "refund" TO comptoir_app;
  GRANT UPDATE (state, closed_at, back_grant_id) ON "dispute" TO comptoir_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
