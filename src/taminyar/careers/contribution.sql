-- The contributions of everybody: the largest table of the house.
--
-- Partitioned by person, so that one person's record is one index range of one partition, and
-- so that the table can be distributed over machines by person unchanged: the primary key
-- starts with the person, foreign keys go only to small tables, and no id comes from a shared
-- sequence.
CREATE TABLE careers_contribution (
    person_id    bigint      NOT NULL REFERENCES people_person (id),
    month        integer     NOT NULL,
    workshop_id  bigint      NOT NULL REFERENCES workshops_workshop (id),
    list_number  varchar(12) NOT NULL,
    kind         smallint    NOT NULL,
    source       smallint    NOT NULL,
    days         smallint    NOT NULL,
    daily_wage   bigint      NOT NULL,
    monthly_wage bigint      NOT NULL,
    benefits     bigint      NOT NULL,
    insured_wage bigint      NOT NULL,
    total        bigint      NOT NULL,
    premium      bigint      NOT NULL,
    job_id       bigint      REFERENCES careers_job (id),
    recorded_on  date        NOT NULL,
    -- Covering: a career is read from the index alone, without visiting the table.
    PRIMARY KEY (person_id, month, workshop_id, list_number, kind)
        INCLUDE (source, days, daily_wage, monthly_wage, benefits, insured_wage, total, premium,
                 job_id, recorded_on),
    CONSTRAINT contribution_month_is_jalali CHECK
        (month BETWEEN 130001 AND 150012 AND month % 100 BETWEEN 1 AND 12),
    -- 31 days in the first six months, 30 in the next five; Esfand has 29, in a leap year
    -- (33-year cycle, right for 1178-1633) 30.
    CONSTRAINT contribution_days_fit_month CHECK
        (days BETWEEN 0 AND CASE
            WHEN month % 100 <= 6 THEN 31
            WHEN month % 100 <= 11 THEN 30
            WHEN (25 * (month / 100) + 11) % 33 < 8 THEN 30
            ELSE 29
        END),
    CONSTRAINT contribution_amounts_are_not_negative CHECK
        (least(daily_wage, monthly_wage, benefits, insured_wage, total, premium) >= 0),
    CONSTRAINT contribution_wage_needs_days CHECK (days > 0 OR insured_wage = 0),
    CONSTRAINT contribution_total_holds_insured_wage CHECK (total >= insured_wage),
    CONSTRAINT contribution_kind_is_known CHECK (kind BETWEEN 1 AND 12),
    CONSTRAINT contribution_source_is_known CHECK (source BETWEEN 1 AND 4)
) PARTITION BY HASH (person_id);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format(
            'CREATE TABLE careers_contribution_%s PARTITION OF careers_contribution '
            'FOR VALUES WITH (MODULUS 16, REMAINDER %s) '
            'WITH (autovacuum_vacuum_insert_scale_factor = 0.05)',
            lpad(part::text, 2, '0'), part);
    END LOOP;
END $$;

-- A corrected list removes the rows of the one it replaces; an employer opens a month.
CREATE INDEX careers_contribution_of_list ON careers_contribution (workshop_id, month);
