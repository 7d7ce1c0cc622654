-- CreateTable
CREATE TABLE "sandbox_object" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "customer" TEXT,
    "owner" TEXT,
    "seq" BIGSERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "body" JSONB NOT NULL,
    "hidden" JSONB NOT NULL,

    CONSTRAINT "sandbox_object_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_request" (
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sandbox_request_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "sandbox_event" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "sandbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_delivery" (
    "id" BIGSERIAL NOT NULL,
    "event_id" TEXT NOT NULL,
    "turn" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMPTZ(6),
    "delivered_at" TIMESTAMPTZ(6),
    "given_up_at" TIMESTAMPTZ(6),
    "last_answer" TEXT,

    CONSTRAINT "sandbox_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_switch" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "sandbox_switch_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "sandbox_object_kind_customer_seq_idx" ON "sandbox_object"("kind", "customer", "seq" DESC);

-- CreateIndex
CREATE INDEX "sandbox_object_kind_owner_seq_idx" ON "sandbox_object"("kind", "owner", "seq" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_event_seq_key" ON "sandbox_event"("seq");

-- AddForeignKey
ALTER TABLE "sandbox_delivery" ADD CONSTRAINT "sandbox_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "sandbox_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "sandbox_request" ADD CONSTRAINT request_answered_whole CHECK ((status IS NULL) = (answer IS NULL));
ALTER TABLE "sandbox_switch" ADD CONSTRAINT switch_sane CHECK (value >= 0);

-- What is still to be sent, and what happens by itself.
CREATE INDEX sandbox_delivery_due ON "sandbox_delivery" (due_at, turn) WHERE delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX sandbox_object_due ON "sandbox_object" (due_at) WHERE due_at IS NOT NULL;

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE, DELETE ON "sandbox_object", "sandbox_request", "sandbox_event", "sandbox_delivery", "sandbox_switch" TO comptoir_app;
  GRANT USAGE ON SEQUENCE "sandbox_object_seq_seq", "sandbox_event_seq_seq", "sandbox_delivery_id_seq" TO comptoir_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
