-- Days. `workdays` holds every working day from the first day of the world to well past its last;
-- number 1 is the first of them. `upto` says, per calendar day from the eve of the first, how many working days have passed.

CREATE MACRO first_day() AS getvariable('first_day');

CREATE MACRO last_day() AS getvariable('last_day');

CREATE MACRO span_days() AS (last_day() - first_day())::BIGINT;

CREATE MACRO last_workday_no() AS getvariable('last_workday_no');

CREATE MACRO day(n) AS (first_day() + n::INTEGER)::DATE;

CREATE MACRO plus(on_, days) AS (on_ + days::INTEGER)::DATE;

CREATE MACRO workday(no) AS getvariable('workdays')[no];

CREATE MACRO workday_no(on_) AS getvariable('upto')[(on_ - first_day()) + 2]; -- 0 on the eve of the first day

CREATE MACRO workdays_after(on_, n) AS workday(workday_no(on_) + n);

CREATE MACRO workday_from(on_) AS workday(workday_no(plus(on_, -1)) + 1); -- that day, or the next working day

-- A working day's number by season: one drawn in a quiet month is drawn again, the quieter the oftener.
CREATE MACRO busy_workday_no(what, i, no_later_than) AS
  1 + draw(
    CASE
      WHEN draw(what || '?', i, 100) < getvariable('season')[month(workday(1 + draw(what, i, no_later_than)))] THEN what
      ELSE what || ' again'
    END, i, no_later_than);

CREATE MACRO busy_day(what, i, days_before_end) AS
  workday(busy_workday_no(what, i, greatest(1, last_workday_no() - days_before_end)));

CREATE MACRO unless_ahead(on_) AS CASE WHEN on_ <= last_day() THEN on_ END; -- what has not happened yet is null

CREATE MACRO at_(on_, minutes) AS (on_::TIMESTAMP + to_minutes(minutes))::TIMESTAMPTZ; -- wall time in the county
