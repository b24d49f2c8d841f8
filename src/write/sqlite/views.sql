-- Every value with the names of what it belongs to: one row a target, actual value or progress.
CREATE VIEW targets_named AS
SELECT
  a.annex_id, a.organisation, a.label, a.resolution_date, a.resolution_number,
  p.name AS perspective, m.name AS mission,
  o.number AS objective_number, o.title AS objective,
  i.level, i.role AS person, i.programme, i.operational_objective,
  i.indicator_key, i.indicator_id, i.indicator, i.status, i.weight,
  (SELECT group_concat(name, ' | ') FROM (
     SELECT coalesce(u.name, iu.raw) AS name
     FROM indicator_units iu LEFT JOIN units u USING (unit_key)
     WHERE iu.indicator_key = i.indicator_key
     ORDER BY iu.position)) AS units,
  t.target_key, t.role, t.year, t.raw, t.kind, t.comparator, t.value, t.unit, t.date,
  t.value_low, t.low_included, t.value_high, t.high_included, t.is_inferred, t.confidence
FROM targets t
JOIN indicators i USING (indicator_key)
JOIN annexes a ON a.annex_id = t.annex_id
LEFT JOIN objectives o USING (objective_key)
LEFT JOIN perspectives p ON p.perspective_key = coalesce(i.perspective_key, o.perspective_key)
LEFT JOIN missions m USING (mission_key);

-- What is to be reached in the year of the resolution, by the newest annexes of each organisation,
-- without the indicators that were removed.
CREATE VIEW current_targets AS
SELECT n.*
FROM targets_named n
JOIN annexes a USING (annex_id)
WHERE n.role = 'target'
  AND n.status = 'active'
  AND n.year = a.resolution_year
  AND NOT EXISTS (
    SELECT 1 FROM annexes newer
    WHERE newer.organisation_id = a.organisation_id AND newer.resolution_date > a.resolution_date);

-- What each resolution changed: one row a remark, the remarks that name no resolution last.
CREATE VIEW changes_by_resolution AS
SELECT
  n.annex_id, a.organisation, r.resolution_id, r.body, r.number, r.date,
  n.action, n.subject, i.level, o.number AS objective_number, o.title AS objective,
  i.indicator_key, i.indicator_id, i.indicator, n.raw, n.footnote
FROM notes n
JOIN annexes a USING (annex_id)
JOIN indicators i USING (indicator_key)
LEFT JOIN resolutions r USING (resolution_key)
LEFT JOIN objectives o USING (objective_key)
ORDER BY r.date IS NULL, r.date, r.number, i.level, i.position, n.position;
