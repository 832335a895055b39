-- Who differs from like cases in a bureau that carries such a story; see planted/pattern.yaml. Everybody else is like everybody else.
-- Each is told within what honest officials may do: nothing here breaks a duty of its own, but for support kept back, which is listed as such.

-- slow-walking: one handler decides every case of his on the last day promised. Another only gets the items that take long.
CREATE MACRO slow_handler(b) AS staff(b, 3, 1);

-- approval-parity: the approval section refuses firms from elsewhere more, or decides their cases on the last day promised.
-- In another bureau they only ask for the items that take long.
CREATE MACRO waits_longest(b, section, handler, e) AS
  slow_story(b) = 'decides-on-the-last-day' AND handler = slow_handler(b)
  OR parity_story(b) = 'outsiders-wait-longer' AND section = 3 AND is_outside(e);

CREATE MACRO asks_for_long_items(b, handler, e) AS
  slow_story(b) = 'gets-the-long-items' AND handler = slow_handler(b)
  OR parity_story(b) = 'outsiders-ask-for-long-items' AND is_outside(e);

CREATE MACRO long_items() AS list_filter(getvariable('items'), lambda item: item.promised > 9);

CREATE MACRO refused_percent(b, section, e) AS
  CASE WHEN parity_story(b) = 'outsiders-refused-more' AND section = 3 AND is_outside(e) THEN 40 ELSE 10 END;

-- payout-parity: firms from elsewhere wait in vain for support.
CREATE MACRO is_kept_back(b, e, g) AS payout_story(b) = 'support-kept-from-outsiders' AND is_outside(e) AND happens('kept back', g, 30);

-- ratings-clustered: of the approval section's ratings some are pressed on one device, or all of three weeks on one day, top grade each.
-- In another bureau they come from a kiosk in the hall, good and bad.
CREATE MACRO rating_day_no() AS last_workday_no() - 60;

CREATE MACRO is_pressed(b, section, i, decided_no) AS
  section = 3 AND CASE stars_story(b)
    WHEN 'top-grades-from-one-device' THEN draw('pressed', i, 1000) < 25
    WHEN 'top-grades-on-one-day' THEN decided_no BETWEEN rating_day_no() - 15 AND rating_day_no()
    ELSE false
  END;

CREATE MACRO is_of_kiosk(b, i) AS stars_story(b) = 'kiosk-in-the-hall' AND happens('kiosk', i, 10);

-- income-surge: in the last year the enforcement section warns nobody and fines all it may.
CREATE MACRO is_squeezed(b, section, decided_on) AS
  surge_story(b) = 'fines-all-it-may' AND section = 5 AND decided_on > plus(last_day(), -getvariable('surge_days'));

-- selective-enforcement: one inspector lets off most of what colleagues penalise, or firms from elsewhere are never let off.
CREATE MACRO sparing_inspector(b) AS draw('sparing', b, inspector_count());

CREATE MACRO went_along(n, place) AS
  nth_of_team(n, 0) = place OR nth_of_team(n, 1) = place OR team_size(n) = 3 AND nth_of_team(n, 2) = place;

CREATE MACRO let_off_percent(b, section, e, n) AS
  CASE
    WHEN selective_story(b) = 'lets-off-what-others-penalise' AND section = 5 AND went_along(n, sparing_inspector(b)) THEN 80
    WHEN selective_story(b) = 'outsiders-never-let-off' AND section = 5 AND is_outside(e) THEN 0
    ELSE 25
  END;

-- intermediary-concentrated, equipment-concentrated: most of one handler's cases go to one firm. In another bureau everybody's do.
CREATE MACRO steering_handler(b) AS staff(b, 3, 2);

CREATE MACRO favoured_intermediary(b) AS firm(b, draw('favoured', b, twenties()) * 20 + 1);

CREATE MACRO is_steered(b, handler, i) AS
  (steered_story(b) = 'sends-firms-to-one-intermediary' AND handler = steering_handler(b) OR steered_story(b) = 'everybody-goes-to-one-intermediary')
  AND happens('steered', i, 60);

CREATE MACRO equipping_handler(b) AS staff(b, 7, 1);

CREATE MACRO favoured_supplier(b) AS supplier(b, draw('favoured supplier', b, suppliers_each()));

CREATE MACRO is_bought_there(b, handler, i) AS
  (equipped_story(b) = 'orders-from-one-supplier' AND handler = equipping_handler(b) OR equipped_story(b) = 'everybody-orders-from-one-supplier')
  AND happens('bought there', i, 60);
