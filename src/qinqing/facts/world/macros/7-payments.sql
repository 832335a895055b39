-- Planted payments in days after delivery; see planted/payment.yaml for which of them breach and which only look like it.
CREATE MACRO planted_term(story) AS
  CASE story
    WHEN 'long-term-cut-to-the-limit' THEN getvariable('pay_limit') + 30
    WHEN 'size-unknown' THEN getvariable('pay_limit') + 30
    WHEN 'large-firm-late' THEN 90
    WHEN 'large-firm-on-long-term' THEN getvariable('pay_limit') + 60
    WHEN 'retention-late' THEN 180
    WHEN 'retention-running' THEN 365
    WHEN 'paid-on-last-day-of-limit' THEN getvariable('pay_limit')
    WHEN 'nothing-paid' THEN 15
    WHEN 'late-at-agreed-rate' THEN 45
  END;

CREATE MACRO planted_last_payment(story) AS
  CASE story
    WHEN 'a-day-late' THEN getvariable('pay_days') + 1
    WHEN 'long-term-cut-to-the-limit' THEN getvariable('pay_limit') + 1
    WHEN 'late-at-agreed-rate' THEN 75
    WHEN 'undisputed-part-late' THEN getvariable('pay_days') + 12
    WHEN 'large-firm-late' THEN 104
    WHEN 'retention-late' THEN 200
    WHEN 'size-unknown' THEN getvariable('pay_limit') + 15
    WHEN 'large-firm-without-term' THEN 70
    WHEN 'paid-on-last-day-of-limit' THEN getvariable('pay_limit')
    WHEN 'paid-on-last-day-unagreed' THEN getvariable('pay_days')
    WHEN 'large-firm-on-long-term' THEN getvariable('pay_limit') + 60
    WHEN 'disputed-part-open' THEN getvariable('pay_days') - 5
    WHEN 'two-parts-in-time' THEN getvariable('pay_days')
  END;
