-- CreateTable
CREATE TABLE "comparison_price" (
    "key" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "monthly_fee_cents" BIGINT NOT NULL,
    "priced_on" TEXT NOT NULL,
    "source_url" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "comparison_price_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "comparison_unit_price" (
    "comparison_key" TEXT NOT NULL,
    "action_key" TEXT NOT NULL,
    "quantity_class" TEXT NOT NULL,
    "numerator" BIGINT NOT NULL,
    "denominator" BIGINT NOT NULL,

    CONSTRAINT "comparison_unit_price_pkey" PRIMARY KEY ("comparison_key","action_key","quantity_class")
);

-- AddForeignKey
ALTER TABLE "comparison_unit_price" ADD CONSTRAINT "comparison_unit_price_comparison_key_fkey" FOREIGN KEY ("comparison_key") REFERENCES "comparison_price"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "comparison_price" ADD CONSTRAINT "comparison_price_is_sane"
    CHECK ("monthly_fee_cents" >= 0 AND "currency" ~ '^[A-Z]{3}$' AND "priced_on" ~ '^\d{4}-\d{2}-\d{2}$' AND "source_url" LIKE 'https://%');
ALTER TABLE "comparison_unit_price" ADD CONSTRAINT "comparison_unit_price_is_sane" CHECK ("numerator" >= 0 AND "denominator" > 0);

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE, DELETE ON "comparison_price", "comparison_unit_price" TO comptoir_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
