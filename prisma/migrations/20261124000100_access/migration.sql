-- AlterTable
ALTER TABLE "account" ADD COLUMN     "self_reporting" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "mail_token" ADD COLUMN     "account_id" UUID,
ADD COLUMN     "role" TEXT;

-- CreateTable
CREATE TABLE "welcome_rule" (
    "effective_at" TIMESTAMPTZ(6) NOT NULL,
    "tokens_milli" BIGINT NOT NULL,
    "lasts_days" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "welcome_rule_pkey" PRIMARY KEY ("effective_at")
);

-- CreateIndex
CREATE INDEX "mail_token_account_id_idx" ON "mail_token"("account_id");



-- What Prisma cannot say ---------------------------------------------------------------------------------------------

ALTER TABLE "welcome_rule"
  ADD CONSTRAINT welcome_rule_gives CHECK (tokens_milli > 0 AND lasts_days > 0 AND reason <> '');

ALTER TABLE "mail_token"
  ADD CONSTRAINT mail_token_purpose_known CHECK (purpose IN ('sign-in', 'reset-password', 'change-email', 'invitation')),
  ADD CONSTRAINT mail_token_invites_to_a_place CHECK (
    (purpose = 'invitation') = (account_id IS NOT NULL) AND (purpose = 'invitation') = (role IS NOT NULL)
    AND role IN ('owner', 'billing', 'developer', 'viewer'));

ALTER TABLE "session"
  ADD CONSTRAINT session_method_known CHECK (method IN ('password', 'mail-link', 'google', 'github'));

ALTER TABLE "api_key"
  ADD CONSTRAINT api_key_scopes_known CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['usage:write', 'balance:read', 'charges:read']);

-- What a new account receives. A new row changes it; the old rows say what earlier accounts were promised.
INSERT INTO "welcome_rule" (effective_at, tokens_milli, lasts_days, reason)
VALUES ('2026-01-01T00:00:00Z', 10000000, 30, 'Welcome tokens, to try every action before buying.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "welcome_rule" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
BEGIN
  GRANT SELECT, INSERT ON "welcome_rule" TO comptoir_app;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'role comptoir_app was not set up: %', SQLERRM;
END $$;
